# Room Kiosk. `make run` and `make test` set up everything that they need.
#
#   make run          the door panel of a living demo building in a window; make run ARGS= on the whole screen
#   make test         every check: lint, types, QML, all tests
#   make test-fast    the tests without a screen, a server or a wait
#   make lint         ruff, mypy, qmllint
#   make bench        the figures of the README, measured here
#   make bench-peers  other renderers of e-paper signs to measure beside ours; needs Python 3.13
#   make simulate     a building's months in virtual time, everything that may happen in them: a night's work
#   make kills        a reception killed ten thousand times
#   make fuzz         a million odd inputs to every parser: make fuzz ARGS="--seed today"
#   make sbom         what the program is made of: assets/components.json, build/room-kiosk.cdx.json (CycloneDX)
#   make audit        what is known against the locked versions; needs the network
#   make schemathesis whatever the local server's description allows, and what not, asked of it
#   make monkey       a million and a half events at every face: nobody gets out
#   make soak         a simulated month of all programs, through faults, in 3.6 hours: nothing grows
#   make screenshots  every size, theme and state into build/screenshots; docs/screens.md with its pictures
#   make peers        our bytes beside those of other people's programs; needs Python 3.13: make peers PEERS_PYTHON=python3.13
#   make bundle       the program in a folder that needs nothing installed: build/bundle/room-kiosk
#   make deb          the bundle as a Debian package: build/deb
#   make wheel        a wheel and an sdist into build/dist, the same bytes each time
#   make docs         docs/configuration.md anew from the program's own keys
#   make lock         requirements/*.txt anew from pyproject.toml   make lock UPGRADE=--upgrade
#   make clean        remove build/
#
# Another Python beside the first:  make VENV=build/venv-3.12 PYTHON=python3.12 test

VENV := build/venv
PYTHON_IN := $(VENV)/bin/python
SETUP := $(wildcard packaging/setup/*.sh)
FAST := $(wildcard $(addprefix tests/,architecture backends commands display domain lights messages reception sync viewmodels visits wire wording))
WORKERS ?= 2
PEERS_PYTHON ?= python3.13

export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: deb bundle peers run test test-fast pytest lint bench bench-peers fuzz sbom audit screenshots docs lock wheel clean help

run: $(VENV)/run.stamp
	@$(VENV)/bin/kiosk $(if $(filter undefined,$(origin ARGS)),--windowed,$(ARGS))

test: lint pytest

pytest: $(VENV)/dev.stamp
	$(PYTHON_IN) -m pytest -q -n $(WORKERS) $(ARGS)

test-fast: $(VENV)/dev.stamp
	$(PYTHON_IN) -m pytest -q -n $(WORKERS) -m "not slow and not display" $(FAST) $(ARGS)

lint: $(VENV)/dev.stamp
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(PYTHON_IN) packaging/qml_types.py
	$(VENV)/bin/pyside6-qmllint -I build/qmltypes -I qml -W 0 $$(find qml -name '*.qml')

bench: $(VENV)/dev.stamp
	$(PYTHON_IN) -m tests.benchmarks $(ARGS)

bench-peers: tests/benchmarks/tag_peers.txt
	$(PEERS_PYTHON) -m venv build/tag-peers
	build/tag-peers/bin/python -m pip install --quiet -r tests/benchmarks/tag_peers.txt

simulate: $(VENV)/dev.stamp
	$(PYTHON_IN) -m tests.simulation --jobs $(WORKERS) $(ARGS)

kills: $(VENV)/dev.stamp
	$(PYTHON_IN) -m tests.simulation.kills $(ARGS)

fuzz: $(VENV)/dev.stamp
	$(PYTHON_IN) -m tests.fuzz $(ARGS)

sbom: $(VENV)/dev.stamp build/supply/stamp
	$(PYTHON_IN) packaging/supply/components.py
	$(PYTHON_IN) packaging/supply/sbom.py build/room-kiosk.cdx.json
	build/supply/bin/python packaging/supply/valid.py build/room-kiosk.cdx.json

audit: build/supply/stamp
	build/supply/bin/python packaging/supply/audit.py $(ARGS)

build/supply/stamp: packaging/supply/tools.txt | $(VENV)/dev.stamp
	$(PYTHON_IN) -m venv build/supply
	build/supply/bin/python -m pip install --quiet --require-hashes -r packaging/supply/tools.txt
	@touch $@

monkey: $(VENV)/dev.stamp
	$(PYTHON_IN) -m tests.escape $(ARGS)

soak: $(VENV)/dev.stamp
	$(PYTHON_IN) -m tests.soak $(ARGS)

screenshots: $(VENV)/dev.stamp
	$(PYTHON_IN) -m tests.app.gallery $(ARGS)
	$(PYTHON_IN) -m tests.app.gallery_reception
	$(PYTHON_IN) -m tests.app.gallery_manual
	$(PYTHON_IN) -m tests.tags.contact

peers: build/peers/stamp
	build/peers/bin/python -m tests.tags.peers $(ARGS)

schemathesis: build/schemathesis/stamp
	$(PYTHON_IN) -m tests.server.described build/schemathesis/bin/schemathesis $(ARGS)

build/schemathesis/stamp: tests/server/schemathesis.txt | $(VENV)/dev.stamp
	$(PYTHON_IN) -m venv build/schemathesis
	build/schemathesis/bin/python -m pip install --quiet -r tests/server/schemathesis.txt
	@touch $@

build/peers/stamp: tests/tags/peers/peers.txt
	$(PEERS_PYTHON) -m venv build/peers
	build/peers/bin/python -m pip install --quiet -r tests/tags/peers/peers.txt
	@touch $@

bundle: $(VENV)/dev.stamp
	$(PYTHON_IN) packaging/bundle/build.py

deb: bundle
	$(PYTHON_IN) packaging/debian/debian.py

wheel: $(VENV)/dev.stamp
	$(PYTHON_IN) -m hatchling build -d build/dist

UV_COMPILE = $(VENV)/bin/uv --no-config pip compile --quiet $(UPGRADE) --universal --python-version 3.11 \
	--generate-hashes --no-annotate --no-emit-index-url --custom-compile-command "make lock" pyproject.toml

docs: $(VENV)/dev.stamp
	PYTHONPATH=. $(PYTHON_IN) packaging/config_reference.py

lock: $(VENV)/dev.stamp
	$(UV_COMPILE) --output-file requirements/run.txt
	$(UV_COMPILE) --group dev --constraint requirements/run.txt --output-file requirements/dev.txt
	$(subst pyproject.toml,packaging/supply/tools.in,$(UV_COMPILE)) --output-file packaging/supply/tools.txt

clean:
	rm -rf build

help:
	@sed -n 's/^#   //p' Makefile

$(VENV)/%.stamp: requirements/%.txt $(SETUP)
	@packaging/setup/environment.sh $* $(VENV)
