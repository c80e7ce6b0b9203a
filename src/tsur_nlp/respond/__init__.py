"""How authorities answer: deadlines, speed, what answers say, who is responsible."""
