"""What hatchling does besides: the bundled topics, their catalog and man pages go into the wheel."""

import os
import shutil
import sys
import tempfile
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CustomBuildHook(BuildHookInterface):
    """Makes the ready catalog: for a wheel, or for the checkout that is installed to be edited."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the catalog before the wheel is put together."""
        sys.path.insert(0, self.root)
        sys.dont_write_bytecode = True
        from healthtopics.catalog import ready
        from healthtopics.catalog.kept import READY

        data = os.path.join(self.root, "data")
        if version == "editable":
            ready.make(data, os.path.join(data, *READY), is_sealed=False)
            return
        self.work = tempfile.mkdtemp()
        catalog = os.path.join(self.work, *READY)
        ready.make(data, catalog, is_sealed=True)
        included = {catalog: os.path.join("healthtopics", "data", *READY)}
        for folder, folders, names in os.walk(data):
            folders[:] = [name for name in folders if not name.startswith(".")]
            for name in names:
                path = os.path.join(folder, name)
                inside = os.path.relpath(path, self.root)
                included[path] = os.path.join("healthtopics", inside)
        build_data["force_include"].update(included)
        sys.path.insert(0, os.path.join(self.root, ".ci"))
        import man_pages

        man = os.path.join(self.work, "man")
        man_pages.write(man)
        for name in os.listdir(man):
            page = os.path.join("share", "man", "man1", name)
            build_data["shared_data"][os.path.join(man, name)] = page

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Clear away what is in the wheel now."""
        if version != "editable":
            shutil.rmtree(self.work)
