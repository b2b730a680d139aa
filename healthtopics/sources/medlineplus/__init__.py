"""The MedlinePlus export: found, downloaded, kept, and read into topics."""
