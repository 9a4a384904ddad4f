/** A mail taken apart by whoever got it. */

const bytesOfQuoted = (body: string) =>
  body
    .replaceAll('=\r\n', '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

function decoded(body: string, encoding: string): string {
  if (encoding === 'base64') return Buffer.from(body, 'base64').toString('utf8');
  return encoding === 'quoted-printable' ? Buffer.from(bytesOfQuoted(body), 'latin1').toString('utf8') : body;
}

/** The parts of a mail without parts of their own, decoded, by their type. `raw` is what came over SMTP. */
export function mailParts(raw: string): Map<string, string> {
  const parts = raw.split(/\r\n--[^\r\n]+\r\n/).map((part) => {
    const [head = '', ...rest] = part.split('\r\n\r\n');
    const type = /content-type: ([^;\r\n]+)/i.exec(head)?.[1] ?? '';
    const encoding = /content-transfer-encoding: (\S+)/i.exec(head)?.[1] ?? '';
    return [type, decoded(rest.join('\r\n\r\n'), encoding)] as const;
  });
  return new Map(parts);
}
