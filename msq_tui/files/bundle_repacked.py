"""Looking into an archive that another program packed anew, to name the file in it that was changed.

Such an archive is never accepted, so what is read here may be wrong or missing without harm: it only makes a refusal
say more. Nothing is unpacked to the disk, and no more is read than a bundle of ordinary size holds.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Callable

from .bundle_file import MOST_ENTRIES

MOST_LOOKED_AT = 16 * 2**20
"""Bytes of all files together, unpacked."""


def repacked_files(data: bytes, belongs: Callable[[str], bool]) -> dict[str, memoryview] | None:
    """The files of a zip archive by their names under its one folder; None where it is no such archive, or too large.
    ``belongs``: whether a name under the folder is one that a bundle holds."""
    files: dict[str, memoryview] = {}
    folders = set()
    left = MOST_LOOKED_AT
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            records = [record for record in archive.infolist() if not record.is_dir()]
            if len(records) > MOST_ENTRIES:
                return None
            for record in records:
                folder, _, name = record.filename.partition("/")
                folders.add(folder)
                if name in files or not belongs(name) or record.file_size > left:
                    return None
                with archive.open(record) as stream:
                    content = stream.read(left + 1)
                left -= len(content)
                if left < 0:
                    return None
                files[name] = memoryview(content)
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, RuntimeError, EOFError):
        return None
    return files if len(folders) == 1 else None
