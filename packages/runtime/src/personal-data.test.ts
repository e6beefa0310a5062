import { createPersonalData, maskDocument, maskName } from './personal-data';

const keyOf = (byte: number) => Buffer.alloc(32, byte).toString('base64');
const data = createPersonalData(keyOf(1));
const document = '14050219600101123X';

test('[PRIV-1] what is sealed opens again, looks different each time, and shows nothing of itself', () => {
  const sealed = [data.seal('欧阳修远'), data.seal('欧阳修远')];

  expect(sealed.map(data.open)).toEqual(['欧阳修远', '欧阳修远']);
  expect(sealed[0]).not.toBe(sealed[1]);
  expect(Buffer.from(sealed[0]!, 'base64url').includes('欧阳')).toBe(false);
});

test('[PRIV-1] every byte of what was sealed is guarded', () => {
  const sealed = Buffer.from(data.seal(document), 'base64url');

  for (let i = 0; i < sealed.length; i++) {
    const changed = Buffer.from(sealed);
    changed[i]! ^= 1;
    expect(() => data.open(changed.toString('base64url'))).toThrow();
  }
  expect(() => data.open(sealed.subarray(0, -1).toString('base64url'))).toThrow();
});

test('[PRIV-1] another key opens nothing and finds nothing', () => {
  const other = createPersonalData(keyOf(2));

  expect(() => other.open(data.seal(document))).toThrow();
  expect(other.fingerprint(document)).not.toBe(data.fingerprint(document));
  expect(other.digest(document)).not.toBe(data.digest(document));
});

test('[PRIV-1] a document is found by its fingerprint, in whatever width it was typed', () => {
  expect(data.fingerprint('１４０５０２19600101123X')).toBe(data.fingerprint(document));
  expect(data.fingerprint('140502196001011238')).not.toBe(data.fingerprint(document));
  expect(data.fingerprint(document)).toMatch(/^[0-9a-f]{64}$/);
});

test('[PRIV-1] a digest is the same for what is equal to the letter, and no fingerprint', () => {
  expect(data.digest(document)).toBe(data.digest(document));
  expect(data.digest('１４０５０２19600101123X')).not.toBe(data.digest(document));
  expect(data.digest(document)).not.toBe(data.fingerprint(document));
});

test.each([
  ['31 bytes', Buffer.alloc(31).toString('base64')],
  ['33 bytes', Buffer.alloc(33).toString('base64')],
  ['nothing', ''],
])('a key of %s is refused', (_, key) => {
  expect(() => createPersonalData(key)).toThrow('PERSONAL_DATA_KEY must be 32 bytes as base64');
});

test.each([
  ['李四', '李*'],
  ['欧阳修远', '欧***'],
  ['李', '李*'],
  ['𠮷野', '𠮷*'],
  ['', '*'],
])('[PRIV-2] the name %p is shown as %p', (name, shown) => {
  expect(maskName(name)).toBe(shown);
});

test.each([
  [document, '****************3X'],
  ['13800000007', '*********07'],
  ['12345', '*****'],
  ['123456', '****56'],
  ['07', '**'],
  ['', ''],
])('[PRIV-2] the document %p is shown as %p', (text, shown) => {
  expect(maskDocument(text)).toBe(shown);
});
