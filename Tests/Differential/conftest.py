"""Says at the end what was compared."""


def pytest_terminal_summary(terminalreporter, config):
    for line in getattr(config, "compared", []):
        terminalreporter.write_line(line)
