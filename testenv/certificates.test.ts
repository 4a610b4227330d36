import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { request } from 'node:https';
import { createServer, type TLSSocket } from 'node:tls';
import { describe, expect, test } from 'vitest';
import { CertificateAuthority } from './certificates.ts';

describe('certificates', () => {
  const authority = new CertificateAuthority('some authority');
  const issued = authority.issue({
    commonName: 'a server',
    organization: 'system:masters',
    names: ['localhost', '127.0.0.1', `${'long.'.repeat(40)}example`],
  });

  test('say what was asked for', () => {
    const certificate = new X509Certificate(issued.certificate);
    expect(certificate.subject).toBe('O=system:masters\nCN=a server');
    expect(certificate.issuer).toBe('CN=some authority');
    expect(certificate.subjectAltName).toContain('DNS:localhost, IP Address:127.0.0.1, DNS:long.long.');
    expect(certificate.ca).toBe(false);
    const validity = Date.parse(certificate.validTo) - Date.now();
    expect(validity).toBeGreaterThan(300 * 24 * 3600 * 1000);
  });

  test('are signed by the authority', () => {
    const ca = new X509Certificate(authority.certificate);
    const certificate = new X509Certificate(issued.certificate);
    expect(ca.ca).toBe(true);
    expect(certificate.checkIssued(ca)).toBe(true);
    expect(certificate.verify(ca.publicKey)).toBe(true);
    expect(
      certificate.verify(
        new X509Certificate(new CertificateAuthority('some authority').certificate).publicKey,
      ),
    ).toBe(false);
  });

  test('serve both ends of a connection', async () => {
    const client = authority.issue({ commonName: 'a client' });
    const server = createServer(
      {
        cert: issued.certificate,
        key: issued.key,
        ca: authority.certificate,
        requestCert: true,
        rejectUnauthorized: true,
      },
      (socket: TLSSocket) => {
        const { CN } = socket.getPeerCertificate().subject;
        socket.end(`HTTP/1.1 200 OK\r\ncontent-length: ${CN?.length}\r\n\r\n${CN}`);
      },
    );
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as { port: number };
    const call = request({
      host: '127.0.0.1',
      port,
      ca: authority.certificate,
      cert: client.certificate,
      key: client.key,
    });
    const [answer] = await once(call.end(), 'response');
    const [body] = await once(answer.setEncoding('utf8'), 'data');
    server.close();
    expect(body).toBe('a client');
  });
});
