"""What people take away from a graph: lists, a report, pictures."""
