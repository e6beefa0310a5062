import { murmur2 } from './murmur2';

// The values that Kafka's own Java client is tested with.
test.each([
  ['21', -973932308],
  ['foobar', -790332482],
  ['a-little-bit-long-string', -985981536],
  ['a-little-bit-longer-string', -1486304829],
  ['lkjh234lh9fiuh90y23oiuhsafujhadof229phr9h19h89h8', -58897971],
  ['abc', 479470107],
])('%s hashes as in every other Kafka client', (key, hash) => {
  expect(murmur2(key)).toBe(hash);
});
