"""What a service manager is told, and what is done about ends that nobody wanted."""
