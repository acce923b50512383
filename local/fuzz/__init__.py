"""What schemathesis is told beside the OpenAPI document. Loaded by it, not by us."""
