"""Figures that a build has finished, shown as pages; reads warehouses and nothing else of the project."""
