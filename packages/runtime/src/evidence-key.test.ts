import { createEvidenceKey } from './evidence-key';

/** RFC 8037, appendix A. */
const secret = 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A';
const base64 = Buffer.from(secret, 'base64url').toString('base64');

test('the same 32 bytes are the same key, by the thumbprint of RFC 8037', () => {
  expect(createEvidenceKey(base64)).toEqual({
    thumbprint: 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k',
    privateJwk: { kty: 'OKP', crv: 'Ed25519', d: secret, x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' },
  });
});

test.each(['', 'c2hvcnQ=', Buffer.alloc(31).toString('base64'), Buffer.alloc(33).toString('base64')])(
  'a key that is not 32 bytes is refused in both languages: %j',
  (key) => {
    expect(() => createEvidenceKey(key)).toThrow(/须为 32 字节的 base64。 \/ EVIDENCE_KEY must be 32 bytes/);
  },
);
