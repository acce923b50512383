"""The edge: plays CloudFront in front of the local stack, so that the app has one address for everything.

    python local/edge.py --port 8080 --aws http://127.0.0.1:4566

As the distribution in template.yaml: `/ws` goes to the WebSocket API, everything else to the HTTP API; method, path,
query, headers and body pass as they are, `Host` becomes the origin's, `X-Forwarded-For` and `X-PowerDown-Viewer` name
the viewer. Answers stream back unchanged; several Set-Cookie stay several. What WAF and caching do in production
does not happen here.
"""

import argparse
import asyncio
import logging

import aiohttp
from aiohttp import web
from yarl import URL

log = logging.getLogger("edge")

# The ids that template.yaml pins with the tag ms-custom-id.
HTTP_API = "aaaa0001"
SOCKET_API = "aaaa0002"
SOCKET_PATH = "/ws"
# By which the edge says where a request came from, whatever the viewer sent.
VIEWER = "x-powerdown-viewer"

# RFC 9110, 7.6.1: these belong to one connection and are not passed on.
HOP_BY_HOP = {"connection", "keep-alive", "proxy-authenticate", "proxy-authorization", "proxy-connection", "te",
              "trailer", "transfer-encoding", "upgrade"}  # fmt: skip
HANDSHAKE = {"sec-websocket-key", "sec-websocket-version", "sec-websocket-extensions", "sec-websocket-protocol"}
CHUNK = 64 * 1024


class Edge:
    """One distribution with two origins, both in MiniStack."""

    def __init__(self, aws: str):
        self.aws = URL(aws)

    async def serve(self, port: int) -> None:
        connector = aiohttp.TCPConnector(limit=0)
        jar = aiohttp.DummyCookieJar()
        self.origin = aiohttp.ClientSession(connector=connector, cookie_jar=jar, auto_decompress=False)
        app = web.Application(client_max_size=32 * 1024 * 1024)
        app.router.add_route("*", "/{path:.*}", self.handle)
        runner = web.AppRunner(app, access_log=None, keepalive_timeout=75)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", port).start()
        try:
            await web.TCPSite(runner, "::1", port).start()
        except OSError:
            log.info("no IPv6 on this machine")
        await asyncio.Event().wait()

    async def handle(self, request: web.Request) -> web.StreamResponse:
        try:
            if request.path == SOCKET_PATH:
                return await self.socket(request)
            return await self.http(request)
        except aiohttp.ClientConnectionError as error:
            log.warning("%s %s: %s", request.method, request.path, error)
            return web.Response(status=502, text="The origin does not answer.\n")

    async def http(self, request: web.Request) -> web.StreamResponse:
        target = self.aws.join(URL(request.raw_path, encoded=True))
        answer = await self.origin.request(
            request.method,
            target,
            headers=self.headers(request, HTTP_API),
            data=request.content.iter_chunked(CHUNK) if request.body_exists else None,
            skip_auto_headers=("Accept", "Accept-Encoding", "Content-Type", "User-Agent"),
            allow_redirects=False,
        )
        async with answer:
            reply = web.StreamResponse(status=answer.status, reason=answer.reason)
            for name, value in answer.headers.items():
                if name.lower() not in HOP_BY_HOP:
                    reply.headers.add(name, value)
            reply.headers["Server"] = "CloudFront"
            await reply.prepare(request)
            async for chunk in answer.content.iter_chunked(CHUNK):
                await reply.write(chunk)
            await reply.write_eof()
            return reply

    async def socket(self, request: web.Request) -> web.StreamResponse:
        if request.headers.get("Upgrade", "").lower() != "websocket":
            return web.Response(status=426, text="Upgrade Required\n")
        target = self.aws.join(URL(request.raw_path, encoded=True)).with_scheme("ws")
        protocols = [p.strip() for p in request.headers.get("Sec-WebSocket-Protocol", "").split(",") if p.strip()]
        headers = {k: v for k, v in self.headers(request, SOCKET_API).items() if k.lower() not in HANDSHAKE}
        try:
            origin = await self.origin.ws_connect(target, headers=headers, protocols=protocols, autoping=False)
        except aiohttp.WSServerHandshakeError as refusal:
            return web.Response(status=refusal.status)
        viewer = web.WebSocketResponse(autoping=False, protocols=[origin.protocol] if origin.protocol else ())
        await viewer.prepare(request)
        relays = [asyncio.create_task(relay(viewer, origin)), asyncio.create_task(relay(origin, viewer))]
        await asyncio.wait(relays, return_when=asyncio.FIRST_COMPLETED)
        for task in relays:
            task.cancel()
        await close(origin, viewer.close_code)
        await close(viewer, origin.close_code)
        return viewer

    def headers(self, request: web.Request, api: str) -> aiohttp.typedefs.LooseHeaders:
        """What the origin gets: the viewer's headers, and those by which CloudFront says who the viewer is."""
        headers = request.headers.copy()
        for name in [name for name in headers if name.lower() in HOP_BY_HOP or name.lower() == VIEWER]:
            headers.popall(name, None)
        address = (request.transport.get_extra_info("peername") or ("127.0.0.1", 0))[0]
        before = headers.popall("X-Forwarded-For", [])
        headers["X-Forwarded-For"] = ", ".join([*before, address])
        headers[VIEWER] = address
        headers["Host"] = f"{api}.execute-api.localhost:{self.aws.port}"
        return headers


async def relay(source, target) -> None:
    """Pass messages on until either side ends."""
    async for message in source:
        if message.type is aiohttp.WSMsgType.TEXT:
            await target.send_str(message.data)
        elif message.type is aiohttp.WSMsgType.BINARY:
            await target.send_bytes(message.data)
        elif message.type is aiohttp.WSMsgType.PING:
            await target.ping(message.data)
        elif message.type is aiohttp.WSMsgType.PONG:
            await target.pong(message.data)


async def close(side, code: int | None) -> None:
    """Close one side for the reason the other one gave. 1005 and 1006 are never sent, only observed."""
    if not side.closed:
        await side.close(code=code if code and code not in (1005, 1006) else 1000)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--port", type=int, default=8080, help="where the app is to be found on localhost")
    parser.add_argument("--aws", required=True, help="address of MiniStack")
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(message)s")
    try:
        asyncio.run(Edge(options.aws).serve(options.port))
    except KeyboardInterrupt:
        pass


if __name__ == "__main__":
    main()
