# The verbs are in dev.py, which works without make too: python3 dev.py site
# ARGS is passed on to the program that a verb runs: make serve ARGS="-a localhost:8001"

PYTHON ?= python3

.PHONY: help site serve test quick bench ends wheels pin
help site serve test quick bench ends wheels pin:
	@command -v "$(PYTHON)" >/dev/null || { \
	  echo "There is no $(PYTHON) here. stratdocs needs Python 3.11 or newer:" \
	    "install it, or say where it is: make $@ PYTHON=/path/to/python3" >&2; exit 1; }
	@"$(PYTHON)" dev.py $@ $(ARGS)
