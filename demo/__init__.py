"""The bundled demo catalogue (synthetic) and the seeded generator that makes it from `demo/tables`."""
