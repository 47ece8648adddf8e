"""Addresses for suites that look whether a server visits what it must not."""
import socket


def spellings(port):
    """URLs that some reader somewhere takes for this machine, a private network or a cloud's metadata."""
    hosts = [
        # Four parts, fewer parts, one number; decimal, octal, hexadecimal, mixed.
        "127.0.0.1", "127.0.0.2", "127.1", "127.0.1", "127.255.255.254", "127.000.000.001", "0177.0.0.1", "0177.0.0.01",
        "00000177.0.0.1", "0x7f.0.0.1", "0x7F.0.0.1", "0x7f.1", "0x7f.0x0.0x1", "0x7f.0.0x1", "0177.1", "127.0x1",
        "2130706433", "2130706434", "017700000001", "0017700000001", "0x7f000001", "0x7F000001", "0x000000007f000001",
        "127.65530", "127.0.65530", "127.16777214", "0", "0.0.0.0", "0.0", "0x0", "00", "0.0.0.1", "0.1", "000.000.000.000",
        # Beyond 32 bits and beyond a byte.
        "4294967296", "6425673729", "0x17f000001", "383.0.0.1", "127.0.0.257", "256.256.256.256", "-2130706433",
        # A trailing dot, more dots.
        "127.0.0.1.", "127.1.", "2130706433.", "0x7f000001.", "127.0.0.1..", "127..0.0.1", ".127.0.0.1", "localhost.", "localhost..",
        # Names of this machine.
        "localhost", "LOCALHOST", "LocalHost", "localhost.localdomain", "ip6-localhost", "ip6-loopback", "a.localhost",
        "foo.bar.localhost", "localhost6", "LOCALHOST.", socket.gethostname(), "metadata", "metadata.google.internal",
        "instance-data", "kubernetes.default.svc", "host.docker.internal",
        # IPv6, every way of writing it, and what holds an IPv4 address.
        "[::1]", "[0:0:0:0:0:0:0:1]", "[0000:0000:0000:0000:0000:0000:0000:0001]", "[::0001]", "[0::1]", "[::0:1]", "[::]", "[0::0]",
        "[::ffff:127.0.0.1]", "[::FFFF:127.0.0.1]", "[::ffff:7f00:1]", "[::ffff:7f00:0001]", "[0:0:0:0:0:ffff:127.0.0.1]",
        "[0:0:0:0:0:ffff:7f00:1]", "[::127.0.0.1]", "[::7f00:1]", "[::ffff:0:127.0.0.1]", "[64:ff9b::127.0.0.1]",
        "[64:ff9b::7f00:1]", "[64:ff9b:1::127.0.0.1]", "[2002:7f00:1::]", "[2002:7f00:1::1]",
        "[2001:0:7f00:1::]", "[2001:0:0:0:0:0:80ff:fffe]", "[::ffff:0.0.0.0]", "[::ffff:0]", "[fe80::1]", "[fec0::1]", "[fc00::1]",
        "[fd00:ec2::254]", "[ff02::1]", "[100::1]", "[2001:db8::1]", "[2606:4700::5efe:127.0.0.1]",
        # Zones and broken brackets.
        "[::1%25lo]", "[::1%lo]", "[fe80::1%25lo]", "[::1%251]", "[::1]]", "[[::1]]", "[::1", "::1", "[127.0.0.1]", "[localhost]",
        "[::ffff:127.1]", "[::ffff:0x7f.0.0.1]", "[::ffff:0177.0.0.1]", "[v1.::1]", "[]",
        # Percent-encoding.
        "%31%32%37.0.0.1", "127%2e0%2e0%2e1", "%6cocalhost", "loc%61lhost", "127.0.0.1%00", "127.0.0.1%00.example.com",
        "example.com%00@127.0.0.1", "127.0.0.1%20", "127.0.0.1%0d%0a", "%5b::1%5d", "127.0.0.1%2f", "%2531%2532%2537.0.0.1",
        # Other digits, other dots, letters that fold into ours.
        "①②⑦.⓪.⓪.①", "１２７.０.０.１", "127。0。0。1", "127．0．0．1", "127｡0｡0｡1", "⑯⑨。②⑤④。⑯⑨｡②⑤④", "ⓛⓞⓒⓐⓛⓗⓞⓢⓣ", "ｌｏｃａｌｈｏｓｔ",
        "locаlhost", "localhoſt", "١٢٧.٠.٠.١", "127.0.0.1\u200b", "\u202e1.0.0.721", "0ｘ7f.1", "xn--127-1",
        # User names and other separators.
        "example.com@127.0.0.1", "example.com:80@127.0.0.1", "a:b@127.0.0.1", "@127.0.0.1", ":@127.0.0.1", "a@b@127.0.0.1",
        "127.0.0.1\\@example.com", "example.com\\@127.0.0.1", "127.0.0.1\\.example.com", "127.0.0.1#@example.com",
        "127.0.0.1?@example.com", "127.0.0.1;@example.com", "127.0.0.1,example.com", "127.0.0.1 ", " 127.0.0.1", "127.0.0.1\t",
        "\t127.0.0.1", "12\t7.0.0.1", "127.0.0.1\r\nHost: a", "*", "127.0.0.*", "{127.0.0.1,127.0.0.2}", "127.0.0.[1-3]", "$(hostname)",
        # Private networks and clouds' metadata.
        "10.0.0.1", "172.16.0.1", "192.168.0.1", "100.64.0.1", "100.100.100.200", "169.254.169.254", "169.254.43518", "0xa9fea9fe",
        "2852039166", "0251.0376.0251.0376", "0xa9.0xfe.0xa9.0xfe", "[::ffff:169.254.169.254]", "[::ffff:a9fe:a9fe]",
        "[64:ff9b::a9fe:a9fe]", "169.254.170.2", "192.0.0.192", "168.63.129.16", "224.0.0.1", "255.255.255.255", "198.18.0.1",
    ]
    urls = [f"http://{host}:{port}/" for host in hosts]
    urls += [f"https://{host}:{port}/" for host in ("127.0.0.1", "localhost", "[::1]", "2130706433", "0x7f.1", "127.0.0.1.")]
    # Schemes, slashes and nothing at all.
    urls += [form.format(port) for form in (
        "http:127.0.0.1:{}/", "http:/127.0.0.1:{}/", "http:///127.0.0.1:{}/", "http:////127.0.0.1:{}/", "http:\\\\127.0.0.1:{}/",
        "//127.0.0.1:{}/", "\\\\127.0.0.1:{}/", "127.0.0.1:{}", "localhost:{}/", "HTTP://127.0.0.1:{}/", "hTtP://127.0.0.1:{}/",
        " http://127.0.0.1:{}/", "\thttp://127.0.0.1:{}/", "\nhttp://127.0.0.1:{}/", "ht\ntp://127.0.0.1:{}/", "http://127.0.0.1:0{}/",
        "http://127.0.0.1:{}\\/", "http://127.0.0.1:{}?", "http://127.0.0.1:{}#", "http://127.0.0.1:+{}/", "http://127.0.0.1::{}/",
        "ftp://127.0.0.1:{}/", "ftps://127.0.0.1:{}/", "gopher://127.0.0.1:{}/_x", "dict://127.0.0.1:{}/x", "telnet://127.0.0.1:{}",
        "tftp://127.0.0.1:{}/x", "ldap://127.0.0.1:{}/", "smb://127.0.0.1:{}/x", "imap://127.0.0.1:{}/", "smtp://127.0.0.1:{}/",
        "rtsp://127.0.0.1:{}/", "mqtt://127.0.0.1:{}/x", "ws://127.0.0.1:{}/", "wss://127.0.0.1:{}/", "scp://127.0.0.1:{}/x",
        "file://127.0.0.1:{}/etc/passwd", "file:///proc/self/environ?{}", "http+unix://127.0.0.1:{}/", "url:http://127.0.0.1:{}/",
        "view-source:http://127.0.0.1:{}/", "jar:http://127.0.0.1:{}/!/", "data:text/plain,{}", "socks5://127.0.0.1:{}/")]
    return urls
