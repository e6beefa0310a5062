import type { Caller } from '@anju/runtime/caller';
import type { Context } from '@anju/runtime/context';
import type { Database } from '@anju/runtime/database';
import type { Holidays } from '@anju/runtime/holidays';
import { createEvidenceKey } from '@anju/runtime/evidence-key';
import { createPersonalData } from '@anju/runtime/personal-data';
import { shippedHolidays } from '@anju/rulebook/holidays';
import type { Instant } from '@anju/values/time';
import {
  type DocumentNode,
  execute as run,
  type GraphQLSchema,
  Kind,
  OperationTypeNode,
  parse,
  validate,
} from 'graphql';

/** How many mutations a test has executed: `pnpm rules` counts a rule only where there was one. */
declare global {
  var __anjuMutations: number | undefined;
}

/** Nobody in particular; say only what the test is about. */
export const aCaller = (differing: Partial<Caller> = {}): Caller => ({
  subject: 'tester',
  roles: new Set(),
  division: null,
  communities: new Set(),
  committee: null,
  owner: null,
  company: null,
  language: 'en',
  requestId: 'request-1',
  traceparent: null,
  ...differing,
});

export const testPersonalData = createPersonalData(Buffer.alloc(32, 7).toString('base64'));
export const testEvidenceKey = createEvidenceKey(Buffer.alloc(32, 9).toString('base64'));

interface Request {
  readonly db: Database;
  readonly now: Instant;
  readonly caller: Caller;
  readonly holidays?: Holidays;
  readonly variables?: Record<string, unknown>;
  readonly askAgain?: Context['askAgain'];
}

/** What was read and found valid once: tests ask the same again and again, of other databases. */
const valid = new WeakMap<GraphQLSchema, Map<string, DocumentNode>>();

function readValid(schema: GraphQLSchema, source: string): DocumentNode {
  const known = valid.get(schema) ?? new Map<string, DocumentNode>();
  valid.set(schema, known);
  const before = known.get(source);
  if (before) return before;
  const document = parse(source);
  const errors = validate(schema, document);
  if (errors.length > 0) throw new AggregateError(errors, errors.map(({ message }) => message).join('\n'));
  known.set(source, document);
  return document;
}

/** One request through a service's schema, as its server would run it, without the server. */
export async function execute(schema: GraphQLSchema, source: string, request: Request) {
  const document = readValid(schema, source);
  const mutates = document.definitions.some(
    (each) => each.kind === Kind.OPERATION_DEFINITION && each.operation === OperationTypeNode.MUTATION,
  );
  if (mutates) globalThis.__anjuMutations = (globalThis.__anjuMutations ?? 0) + 1;

  const { db, now, caller, holidays = () => shippedHolidays, variables = {}, askAgain = null } = request;
  const contextValue: Context = {
    ...caller,
    db,
    clock: () => now,
    personalData: testPersonalData,
    evidenceKey: testEvidenceKey,
    holidays,
    sandbox: null,
    rebuilder: null,
    askAgain,
  };
  const answer = await run({ schema, document, contextValue, variableValues: variables });
  // As it would look to a client.
  return JSON.parse(JSON.stringify(answer)) as { data?: any; errors?: any[] };
}

/** A CSV text as an `ImportFile`. */
export const importFile = (csv: string | Buffer, dryRun = false) => ({
  contentBase64: Buffer.from(csv).toString('base64'),
  dryRun,
});
