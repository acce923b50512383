"""The demo company's accounts, machines and schedules, and the browser's part in making them."""
