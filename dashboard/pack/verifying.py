"""Whether a pack is whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dashboard.pack import manifest as manifests
from dashboard.pack import repeated, tidy
from dashboard.pack.archive import Archive, opened
from dashboard.pack.errors import NoPack
from dashboard.pack.manifest import MANIFEST, SEAL, Manifest

_LARGEST_MANIFEST = 2**22
_FIGURES = tidy.tables()[0]


@dataclass(frozen=True)
class Verdict:
    """What was found of a pack.

    Attributes:
        manifest: what it says of itself.
        seal: the SHA-256 of its manifest.
        missing: files that it names and has not.
        added: files that it has and does not name, or has twice.
        altered: files that are not what they were.
        contradicting: files that say something else than the manifest does, of the build or of what the pack is about;
            they are looked for where all else is as it was.
        fault: what else of the ZIP file is not as it was, in words; blank if nothing.
    """

    manifest: Manifest
    seal: str
    missing: tuple[str, ...]
    added: tuple[str, ...]
    altered: tuple[str, ...]
    contradicting: tuple[str, ...] = ()
    fault: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether it is as it was made."""
        return not (self.missing or self.added or self.altered or self.contradicting or self.fault)


def verify(path: Path) -> Verdict:
    """Compare a pack with its manifest; nothing of it is unpacked.

    Raises:
        NoPack: it cannot be read as a pack; the sentence goes on from its name.
        OSError: the file is not there or cannot be read.
    """
    with opened(path) as pack:
        written = pack.content(MANIFEST, _LARGEST_MANIFEST)
        manifest = manifests.read(written)
        own = {MANIFEST, SEAL}
        names = set(pack.names)
        named = manifest.files.keys() - own
        needed = {*repeated.files(manifest)} - named
        missing = (named | own) - names | needed
        verdict = Verdict(
            manifest=manifest,
            seal=manifests.seal_of(written),
            missing=tuple(sorted(missing)),
            added=tuple(sorted({*(names - named - own), *pack.repeated})),
            altered=tuple(_altered(pack, manifest, written)),
            fault=pack.fault(own) or _fault(pack.names, manifest, written),
        )
        if not verdict.is_whole:
            return verdict
        return replace(verdict, contradicting=tuple(repeated.contradicting(pack, manifest)))


def _fault(names: Sequence[str], manifest: Manifest, written: bytes) -> str:
    """What can say the same to us, and something else to others: two values of one name, files in another order."""
    if written != manifests.written(manifest):
        return f"how {MANIFEST!r} is written"
    in_order = [*(name for name in manifest.files if name not in {MANIFEST, SEAL}), MANIFEST, SEAL]
    return "the order of the files" if sorted(names) == sorted(in_order) and list(names) != in_order else ""


def figures_file(manifest: Manifest) -> str:
    """The file of the figures; a pack without them is not whole."""
    return _FIGURES.file_name(manifest.is_internal)


def _altered(pack: Archive, manifest: Manifest, written: bytes) -> list[str]:
    there = set(pack.names)
    found = [
        name
        for name, file in sorted(manifest.files.items())
        if name in there - {MANIFEST, SEAL} and pack.digest(name, file.size) != (file.sha256, file.packed)
    ]
    return [*found, *([SEAL] if SEAL in there and not _is_sealed(pack, written) else [])]


def _is_sealed(pack: Archive, written: bytes) -> bool:
    line = manifests.seal_line(written).encode()
    try:
        return pack.content(SEAL, len(line)) == line
    except NoPack:
        return False
