"""What can be said to `run_service.py`: each command a few lines that call a room, imported when it is called."""
