"""The demo's configuration, filled in with the ports that happened to be free."""

from importlib import resources
from string import Template
from urllib.parse import urlsplit


def demo_config(http: str, gopher_host: str, gopher_port: int, serve_http: str, serve_gopher: str) -> str:
    """The text of a config.toml that declares every publisher and feed of the sample wire.

    `http`, `gopher_host` and `gopher_port` say where the upstream is (`http://127.0.0.1:49321`, no slash at the end);
    `serve_http` and `serve_gopher` where the site will be (`127.0.0.1:8080`).
    """
    serve_gopher_host, _, serve_gopher_port = serve_gopher.rpartition(":")
    form = (resources.files("wiredesk.demo") / "sample-config.toml").read_text(encoding="utf-8")
    return Template(form).substitute(
        http=http,
        http_port=urlsplit(http).port or 80,
        gopher_host=gopher_host,
        gopher_port=gopher_port,
        serve_http=serve_http,
        serve_gopher=serve_gopher,
        serve_gopher_host=serve_gopher_host,
        serve_gopher_port=serve_gopher_port,
    )
