"""The bundled synthetic demo catalogue."""
