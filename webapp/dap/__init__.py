"""The debugger as a Debug Adapter, for editors: ``statewalk dap`` speaks the Debug Adapter Protocol.

It starts executions in this process and moves them by the very use cases that serve the page; here is only what turns
the protocol's requests into those, and what came of them into its events. Nothing of it decides how a debugger moves.
"""
