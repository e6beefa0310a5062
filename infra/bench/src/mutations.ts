import { storage } from '@anju/property-management/storage';
import { openDatabase } from '@anju/runtime/database';
import { openSandbox } from '@anju/runtime/sandbox';
import { newId } from '@anju/values/id';
import { systemClock } from '@anju/values/time';
import { createPool, type Pool as SqlPool } from 'mysql2/promise';
import { Pool } from 'undici';
import { offices } from '@anju/local/officers';
import type { Around } from './around';
import { millis } from './clock';
import { companyEntry, rowOf, speakerName } from './companies';
import { compare, type Figure, type Round } from './figures';
import { memoryFigures } from './memory';

const clients = 16;

const mutation = `mutation ($input: RegisterCompanyInput!) {
  registerCompany(input: $input) { __typename ... on PmCompany { id } ... on PmCompanyRefusal { code } }
}`;

/** Another company for each. */
let companies = 0;
const nextCompany = () => companyEntry(++companies);

/** Mutations acknowledged over HTTP, with their callers' tokens, against commits of the same rows by the driver alone. */
export async function mutations(around: Around): Promise<Figure[]> {
  const [rounds, roundMs] = around.quick ? [2, 1_000] : [7, 6_000];
  if (around.hasBroker) await around.emptyTopics();
  const service = await around.start({
    service: speakerName,
    databaseUrl: await around.newSchema('bench_mutations'),
    ...(around.hasBroker ? { brokers: around.brokers() } : {}),
  });
  const tokens = await mintTokens(around.folder);
  const url = new URL(service.url);
  const http = new Pool(url.origin, { connections: clients });
  // The same tables, indexes and triggers.
  const bareUrl = await around.newSchema('bench_bare');
  await (await openDatabase(bareUrl, storage)).close();
  const sql = createPool({ uri: bareUrl, connectionLimit: clients });
  try {
    const ours = (ms: number) => rate(ms, (client) => registerByHttp(http, url.pathname, tokens[client]!));
    const bare = (ms: number) => rate(ms, () => commitRows(sql));
    await ours(roundMs);
    await bare(roundMs / 4);
    const before = await service.memory();
    const measured: Round[] = [];
    for (let i = 1; i <= rounds; i++) {
      around.say(`round ${i} of ${rounds}: ${clients} clients …`);
      measured.push({ ours: await ours(roundMs), bare: await bare(roundMs) });
    }
    const after = await service.memory();
    const { value, bare: driver, ratio } = compare(measured);
    return [
      {
        part: 'mutations',
        what: `acknowledged, ${clients} clients${around.hasBroker ? '' : ', nothing published for want of a broker'}`,
        value,
        unit: '/s',
        against: { what: 'mysql2 alone', value: driver },
        ratio,
        aim: 0.3,
      },
      ...memoryFigures('mutations', ['the service'], [before], [after]),
    ];
  } finally {
    await http.close();
    await sql.end();
  }
}

/** How many a second so many clients get done, each beginning the next when its last is answered. */
async function rate(ms: number, one: (client: number) => Promise<void>): Promise<number> {
  const begunAt = millis();
  let done = 0;
  const client = async (number: number) => {
    while (millis() - begunAt < ms) {
      await one(number);
      done++;
    }
  };
  await Promise.all(Array.from({ length: clients }, (_, i) => client(i)));
  return (done / (millis() - begunAt)) * 1000;
}

async function registerByHttp(http: Pool, path: string, token: string): Promise<void> {
  const { statusCode, body } = await http.request({
    method: 'POST',
    path,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: mutation, variables: { input: nextCompany() } }),
  });
  const text = await body.text();
  if (statusCode !== 200 || !text.includes('"__typename":"PmCompany"'))
    throw new Error(`Not registered: HTTP ${statusCode} ${text}`);
}

/** What `registerCompany` leaves behind, in one transaction. */
async function commitRows(sql: SqlPool): Promise<void> {
  const { data, ...event } = rowOf(++companies);
  const { companyId, name, creditCode } = data as { companyId: string; name: string; creditCode: string };
  const now = systemClock();
  const connection = await sql.getConnection();
  try {
    await connection.query('START TRANSACTION');
    await connection.query('INSERT INTO pm_company SET ?', {
      id: companyId,
      version: 1,
      name,
      creditCode,
      synthetic: true,
      registeredAt: now,
    });
    await connection.query('INSERT INTO outbox SET ?', { ...event, data: JSON.stringify(data) });
    await connection.query('INSERT INTO audit_entry SET ?', {
      id: newId('aud'),
      at: now,
      actor: offices.countyBureau.sub,
      roles: JSON.stringify(offices.countyBureau.roles),
      action: 'registerCompany',
      subject: companyId,
      detail: JSON.stringify({ creditCode, synthetic: true }),
    });
    await connection.query('COMMIT');
  } finally {
    connection.release();
  }
}

/** One for each client: who has asked once is known by the text of the token from then on, as in production. */
async function mintTokens(folder: string): Promise<string[]> {
  const { issuer } = await openSandbox(folder);
  const claims = Array.from({ length: clients }, (_, i) => ({ ...offices.countyBureau, sub: `bureau-${i}` }));
  return Promise.all(claims.map((each) => issuer.mint(each, 3_600)));
}
