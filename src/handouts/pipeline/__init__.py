"""One short file a use. Only here are stages put together; no stage knows another."""
