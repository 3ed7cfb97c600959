"""Fixtures of nudged's own tests."""
import pytest

import pace


@pytest.fixture
def team(ready):
    """Li Wei with two customers, of whom nothing is known yet."""
    ready.ok("account", "add", "Acme")
    ready.ok("account", "add", "Borun")
    return ready


@pytest.fixture
def steady(ready, nudged):
    """nudged on a database with Li Wei, knowing what it waits for."""
    return lambda *args, **more: pace.settle(nudged(*args, **more))
