"""The script that Streamlit runs; beside a folder named ``pages`` it would run the modules there as scripts as well."""
