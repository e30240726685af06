/** The one line that a shop puts into its pages. */
export const scriptTag = (origin: string, key: string): string =>
  `<script src="${origin}/widget.js" data-key="${key}" async></script>`;

/** What the page says of a buyer who is signed in there, before the script. */
export const identityTag = (name: string): string =>
  `<script>
  window.zhanggui = {
    identity: { id: "10086", name: "${name}", at: 1767225600, sign: "9f2c…" },
  };
</script>`;

/** How a shop's server makes `sign`: HMAC-SHA256 over id, a line feed and the moment in seconds, as lower-case hex. */
export const signSamples: readonly { name: string; code: string }[] = [
  {
    name: 'PHP',
    code: `$at = time();
$sign = hash_hmac('sha256', $id . "\\n" . $at, $secret);`,
  },
  {
    name: 'Node.js',
    code: `const at = Math.floor(Date.now() / 1000);
const sign = crypto.createHmac('sha256', secret).update(id + '\\n' + at).digest('hex');`,
  },
  {
    name: 'Python',
    code: `at = int(time.time())
sign = hmac.new(secret.encode(), f"{id}\\n{at}".encode(), hashlib.sha256).hexdigest()`,
  },
  {
    name: 'Java',
    code: `long at = System.currentTimeMillis() / 1000;
Mac mac = Mac.getInstance("HmacSHA256");
mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
String sign = HexFormat.of().formatHex(mac.doFinal((id + "\\n" + at).getBytes(UTF_8)));`,
  },
  {
    name: 'C#',
    code: `var at = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
var sign = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{id}\\n{at}")));`,
  },
];
