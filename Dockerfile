# syntax=docker/dockerfile:1
# The console as an image. The database is elsewhere: set DATABASE_URL and HQ_SECRET_KEY (docs/deployment.md).
ARG RUST=1.95
ARG DEBIAN=bookworm

FROM rust:${RUST}-${DEBIAN} AS build
WORKDIR /src
# Named one by one: what is not needed for the build is neither sent nor does it spoil the cache.
COPY Cargo.toml Cargo.lock build.rs sqlx.toml ./
COPY .cargo .cargo
COPY .sqlx .sqlx
COPY migrations migrations
COPY static static
COPY templates templates
COPY docs/user-guide docs/user-guide
COPY src src
RUN --mount=type=cache,target=/usr/local/cargo/registry \
    --mount=type=cache,target=/src/target \
    cargo build --release --locked --bin hq-console && cp target/release/hq-console /hq-console

# Pages, styles, migrations, time zones and TLS roots are inside the program: the image needs nothing but libc.
FROM debian:${DEBIAN}-slim
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin hq \
    && install -d -m 0700 -o hq -g hq /var/lib/hq-console
COPY --from=build /hq-console /usr/local/bin/hq-console
USER hq
WORKDIR /var/lib/hq-console
ENV HQ_DATA_DIR=/var/lib/hq-console \
    HQ_LISTEN=0.0.0.0:3001 \
    HQ_METRICS_LISTEN=0.0.0.0:9301 \
    HQ_LOG_FORMAT=json
EXPOSE 3001 9301
VOLUME /var/lib/hq-console
# The image has no curl; bash can ask as well. A worker without pages needs a check of its own: switch this one off for it.
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/3001 && printf 'GET /readyz HTTP/1.0\\r\\nHost: localhost\\r\\n\\r\\n' >&3 && head -n 1 <&3 | grep -q ' 200 '"]
ENTRYPOINT ["hq-console"]
CMD ["serve"]
