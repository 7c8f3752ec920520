"""Statewalk: draw, run and step through Amazon States Language workflows on your own machine."""
