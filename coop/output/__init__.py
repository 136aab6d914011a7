"""What a command answers, as text or bytes in the format asked for, and writing it where it should go."""
