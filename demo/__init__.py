"""The bundled synthetic demo catalogue, and the seeded generator that makes it from `demo/tables`."""
