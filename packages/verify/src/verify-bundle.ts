import { checkCourt } from './check-court';
import { type Fault, fault, faultsOf } from './fault';
import { sha256 } from './merkle';
import { parsedJson } from './parsed-json';
import { type Form, openBundle } from './signature';
import { falseClaims, type Statement, statementSchema } from './statement';

/** What came of looking at a bundle; it holds where there are no faults. */
export interface Verified {
  readonly faults: readonly Fault[];
  /** SHA-256 of the whole file, as the record of the decision names it for the public form. */
  readonly sha256: string;
  /** Null where it was not signed as it is, or says nothing that can be read. */
  readonly said: {
    readonly form: Form;
    readonly statement: Statement;
    readonly keyThumbprint: string;
  } | null;
}

/** Looks at a bundle alone: asks no city and no network. Whether its key is the city's, the posted thumbprint says. */
export async function verifyBundle(bytes: Uint8Array, expectedKey: string | null = null): Promise<Verified> {
  const hash = sha256(bytes).toString('hex');
  const unreadable = (why: Fault): Verified => ({ faults: [why], sha256: hash, said: null });
  const signed = await openBundle(bytes);
  if (typeof signed === 'string') return unreadable(fault(signed));

  const { form, keyThumbprint } = signed;
  const [first = '', ...lines] = signed.text.split('\n').slice(0, -1);
  const read = statementSchema.safeParse(parsedJson(first));
  if (!read.success) return unreadable(fault('LINE_INVALID', { line: 1, why: faultsOf(read.error) }));
  const statement = read.data;
  const claims = falseClaims(statement).map((what) => fault('CLAIM_FALSE', { what }));
  return {
    faults: [
      ...(expectedKey !== null && expectedKey !== keyThumbprint
        ? [fault('OTHER_KEY', { found: keyThumbprint })]
        : []),
      ...claims,
      ...(statement.decidedAt < statement.closesAt ? [fault('COUNTED_TOO_EARLY')] : []),
      ...(form === 'PUBLIC' && lines.length > 0 ? [fault('LINES_LEFT_OVER')] : []),
      // What is stated wrongly cannot be counted by what it states.
      ...(form === 'COURT' && claims.length === 0 ? checkCourt(statement, lines) : []),
    ],
    sha256: hash,
    said: { form, statement, keyThumbprint },
  };
}
