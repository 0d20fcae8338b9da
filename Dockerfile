# On the Record in a container: `docker build -t ontherecord .`; see docs/deploying.md.
FROM python:3.12-slim AS build
COPY deploy/requirements.lock /requirements.lock
RUN python -m venv /opt/venv \
    && /opt/venv/bin/python -m pip install --no-cache-dir --disable-pip-version-check \
       --only-binary :all: --require-hashes --requirement /requirements.lock

FROM python:3.12-slim
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin ontherecord \
    && install --directory --owner 10001 --mode 0700 /data
COPY --from=build /opt/venv /opt/venv
COPY knowledge /app/knowledge
COPY bot /app/bot
# The file system is read-only later, and each start would compile it anew.
RUN /opt/venv/bin/python -m compileall -q /app
ENV PATH=/opt/venv/bin:$PATH \
    PYTHONPATH=/app \
    PYTHONDONTWRITEBYTECODE=1 \
    PYTHONUNBUFFERED=1 \
    ONTHERECORD_HOME=/data \
    ONTHERECORD_HEALTH_PORT=8081 \
    ONTHERECORD_LOG_FORMAT=json
USER 10001
WORKDIR /data
VOLUME /data
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "import http.client, os, sys; c = http.client.HTTPConnection('127.0.0.1', int(os.environ['ONTHERECORD_HEALTH_PORT']), timeout=4); c.request('GET', '/health'); sys.exit(c.getresponse().status != 200)"]
ENTRYPOINT ["python", "-m", "bot"]
