import { sampleReceipt, signedSample } from '@anju/verify/sample';

const json = (value: object) => `${JSON.stringify(value, null, 2)}\n`;

/** Each file of docs/evidence that is made, with what is in it; the same each time. */
export const makeSamples = async (): Promise<Readonly<Record<string, string>>> => ({
  'public.jsonl': await signedSample.PUBLIC(),
  'court.jsonl': await signedSample.COURT(),
  'receipt.json': json(sampleReceipt('BALLOT', { opened: false })),
  'receipt-opened.json': json(sampleReceipt('BALLOT', { opened: true })),
});
