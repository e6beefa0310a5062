import { setTimeout as wait } from 'node:timers/promises';
import { attempt, type Mutation } from '@anju/local/act';
import { type Client, createClient, Refused } from '@anju/local/client';
import { uuidV7 } from '@anju/values/id';
import type { Random } from '../random';
import type { City } from './city';
import type { Scene } from './prelude';

/** What a client remembers of a request: all that a checker may hold against the databases. */
export interface Asked {
  readonly mutation: Mutation;
  /** Null where the same file taken twice does no harm by itself. */
  readonly key: string | null;
  /** ACKNOWLEDGED: it was answered that it is done. UNKNOWN: the client gave up before an answer came. */
  readonly outcome: 'ACKNOWLEDGED' | 'UNKNOWN' | 'REFUSED';
  readonly answer: { readonly id?: string } | null;
  /** Of a roll, what it says of each home: it is one file after the other, so the last one stands. */
  readonly roll: Roll | null;
  readonly refusal: string | null;
  /** How often it was sent until then. */
  readonly sent: number;
  /** What a repetition with the same key said otherwise. */
  readonly contradiction: string | null;
}

/** By label, the area of each home of a community, in dm2. */
export interface Roll {
  readonly communityId: string;
  readonly areas: ReadonlyMap<string, number>;
}

export interface Load {
  readonly asked: readonly Asked[];
  /** Errors by what they say, while something was away. */
  readonly errors: ReadonlyMap<string, number>;
  /** How long the slowest request was under way, and the slowest client had to ask until it had an answer. */
  readonly slowest: { readonly requestMs: number; readonly answerMs: number };
  /** Lets each client come to an answer, and no further. */
  readonly stop: () => Promise<void>;
  /** Nobody waits for an answer any more. */
  readonly giveUp: () => void;
}

/** How long after a failure the same is asked again, as an impatient client would. */
const pauseMs = 150;
/** A client that was never answered would hide what is broken. Longer than anything is away that it cannot do without. */
const giveUpMs = 120_000;
/** One request, whatever is away: its answer, a refusal or a broken connection comes long before. */
const answerMs = 60_000;

/** Clients that pay jobs, cast ballots, propose projects, correct a roll, ask households and put a company right, until they are told to stop. */
export function startLoad(city: City, scene: Scene, randomOf: (client: string) => Random): Load {
  const asked: Asked[] = [];
  const errors = new Map<string, number>();
  const slowest = { requestMs: 0, answerMs: 0 };
  let stopping = false;
  let givenUp = false;

  const ask = async (client: Client, request: Request, random: Random): Promise<any> => {
    const { mutation, args, pick, key, roll } = request;
    const note = (rest: Partial<Asked>) =>
      asked.push({
        mutation,
        key,
        outcome: 'ACKNOWLEDGED',
        answer: null,
        roll: roll ?? null,
        refusal: null,
        sent,
        contradiction: null,
        ...rest,
      });
    const begun = Date.now();
    const came: string[] = [];
    let sent = 0;
    for (;;) {
      sent++;
      const sentAt = Date.now();
      try {
        const answer = await answered(attempt(client, mutation, args, pick), mutation);
        slowest.requestMs = Math.max(slowest.requestMs, Date.now() - sentAt);
        slowest.answerMs = Math.max(slowest.answerMs, Date.now() - begun);
        // As of when it was answered: a repetition may take longer than what is away next.
        note({ answer });
        const contradiction = await contradictionOf(client, request, answer, random);
        if (contradiction) note({ answer, contradiction });
        return answer;
      } catch (error) {
        if (error instanceof Hangs) throw error;
        slowest.requestMs = Math.max(slowest.requestMs, Date.now() - sentAt);
        came.push(`${Date.now() - sentAt} ms: ${(error as Error).message}`.slice(0, 120));
        if (error instanceof Refused && !error.refusal.retryable) {
          note({ outcome: 'REFUSED', refusal: error.message });
          return null;
        }
        if (!(error instanceof Refused)) {
          const said = wordsOf(error);
          errors.set(said, (errors.get(said) ?? 0) + 1);
          // Some never learn what became of it.
          if (sent === 1 && random.percent(20)) {
            note({ outcome: 'UNKNOWN' });
            return null;
          }
        }
        if (givenUp) return null;
        // While its services are struck again and again each may be there for no longer than a request takes.
        if (Date.now() > Math.max(begun, city.struckAt()) + giveUpMs)
          throw new Error(
            `${mutation} was not answered in ${Date.now() - begun} ms, the last of ${sent} times: ${came.slice(-20).join('; ')}`,
            { cause: error },
          );
        await wait(pauseMs);
      }
    }
  };

  const clients = Promise.all([
    ...[1, 2, 3].map((n) => payer(`payer-${n}`)),
    ...[1, 2, 3, 4].map((n) => voter(`voter-${n}`, n, 4)),
    proposer('proposer'),
    registrar('registrar'),
    caller('caller'),
    corrector('corrector'),
  ]);
  // Heard of where they are awaited.
  clients.catch(() => undefined);
  return {
    asked,
    errors,
    slowest,
    stop: async () => {
      stopping = true;
      await clients;
    },
    giveUp: () => {
      stopping = true;
      givenUp = true;
    },
  };

  /** Works on the roof, job by job, from the proposal to the bank's receipt. */
  async function payer(name: string) {
    const random = randomOf(name);
    const committee = createClient(city.urls.funding, scene.tokens.committee);
    const county = createClient(city.urls.funding, scene.tokens.county);
    const finance = createClient(city.urls.funding, scene.tokens.finance);
    for (let n = 1; !stopping; n++) {
      const step = (client: Client, mutation: Mutation, input: object, pick = 'id') =>
        ask(client, keyed(mutation, input, pick), random);
      const job = await step(committee, 'proposeMaintenanceJob', {
        communityId: scene.communityId,
        projectId: null,
        contentCode: 'ROOF_REPAIR',
        buildingIds: [scene.roof.buildingId],
        title: `2号楼屋面维修 ${name} ${n}`,
        contractorName: '晋安防水工程有限公司（虚构）',
        partOwner: 'OWNERS',
        noLastWorksKnown: true,
        synthetic: true,
      });
      if (!job) continue;
      const jobId = job.id as string;
      const paper = () => ({ paperNumber: `${name}-${n}-${random.hex(8)}`, paperSha256: random.hex(64) });
      const done =
        (await step(committee, 'linkDecision', { jobId, decisionId: scene.roof.decisionId })) &&
        (await step(committee, 'recordMeasurement', {
          jobId,
          measuredFen: 100 + random.below(900),
          ...paper(),
          signedOn: '2022-09-12',
          supervisor: '晋城工程监理有限公司（虚构）',
        })) &&
        (await step(committee, 'applyForFundPayment', { jobId })) &&
        (await step(county, 'approveFundPayment', { jobId, documentNumber: `维资 ${name} ${n}` })) &&
        (await step(county, 'instructBank', { jobId }, 'id instructedFen'));
      if (!done) continue;
      await step(finance, 'recordBankReceipt', {
        jobId,
        ...paper(),
        paidOn: '2022-09-13',
        amountFen: done.instructedFen,
      });
    }
  }

  /** Owners of its own, who change their minds. */
  async function voter(name: string, n: number, of: number) {
    const random = randomOf(name);
    const owners = scene.owners.filter((_, i) => i % of === n - 1);
    const { meetingId, questionId } = scene.vote;
    while (!stopping) {
      const owner = createClient(city.urls.governance, await scene.tokens.ownerOf(random.pick(owners)));
      const answers = [{ questionId, choice: random.pick(['YES', 'NO', 'ABSTAIN']) }];
      await ask(owner, keyed('castBallot', { meetingId, answers }, 'id'), random);
    }
  }

  /** What funding tells and governance keeps. */
  async function proposer(name: string) {
    const random = randomOf(name);
    const county = createClient(city.urls.funding, scene.tokens.county);
    for (let n = 1; !stopping; n++) {
      const costFen = 1_000_000 + random.below(1_000_000);
      const input = {
        name: `${name} ${n}（虚构）`,
        year: 2022,
        communityIds: [scene.communityId],
        contents: [{ code: 'DRAINAGE', description: '排水管网改造', costFen }],
        money: [{ kind: 'FISCAL', instrument: 'COUNTY_BUDGET', amountFen: costFen, synthetic: true }],
        synthetic: true,
      };
      await ask(county, keyed('proposeProject', input, 'id'), random);
      await wait(50);
    }
  }

  /** What governance tells and funding keeps: three buildings, each told again and again. */
  async function registrar(name: string) {
    const random = randomOf(name);
    const county = createClient(city.urls.governance, scene.tokens.county);
    while (!stopping) {
      const communityId = scene.neighbourId;
      const areas = new Map(
        ['1', '2', '3'].flatMap((building) =>
          ['101', '102'].map((door) => [`${building}-1-${door}`, 6_000 + random.below(3_000)] as const),
        ),
      );
      const file = { contentBase64: Buffer.from(rollOf(areas)).toString('base64'), dryRun: false };
      const args = { input: { communityId, file } };
      const roll = { communityId, areas };
      const request = { mutation: 'importOwnersRoll', args, pick: 'created', key: null, roll } as const;
      await ask(county, request, random);
      await wait(50);
    }
  }

  /** What stays in participation: households that say now one thing, now another. */
  async function caller(name: string) {
    const random = randomOf(name);
    const street = createClient(city.urls.participation, scene.tokens.street);
    const { solicitationId, homes } = scene.asking;
    for (let n = 1; !stopping; n++) {
      const input = {
        solicitationId,
        household: random.pick(homes),
        kind: 'ANSWERED',
        consents: n % 2 === 0,
        consentsToManagementMode: true,
        // Others each time: what a household said before is no new answer.
        wishes: wishes.filter((_, i) => (n >> i) % 2 === 1),
        on: '2022-09-13',
      };
      await ask(street, keyed('recordAnswer', input, 'id'), random);
      await wait(50);
    }
  }

  /** What property management tells and governance keeps: one company, told again and again. */
  async function corrector(name: string) {
    const random = randomOf(name);
    const county = createClient(city.urls['property-management'], scene.tokens.county);
    for (let n = 1; !stopping; n++) {
      const input = {
        companyId: scene.companyId,
        name: `安和物业服务有限公司 ${n}（虚构）`,
        reason: '与营业执照不符',
      };
      await ask(county, keyed('correctCompany', input, 'id'), random);
      await wait(50);
    }
  }
}

const wishes = [
  'WATER_SUPPLY',
  'POWER_SUPPLY',
  'GAS_SUPPLY',
  'HEATING',
  'ROADS',
  'DRAINAGE',
  'FIRE_SAFETY',
  'SECURITY',
  'REFUSE',
  'ROOF_REPAIR',
  'WALL_REPAIR',
  'CABLES',
];

/** It was neither answered nor broken off. */
class Hangs extends Error {}

async function answered<T>(request: Promise<T>, mutation: Mutation): Promise<T> {
  const late = wait(answerMs, null, { ref: false }).then(() => {
    throw new Hangs(`${mutation} had neither an answer nor a broken connection in ${answerMs} ms`);
  });
  return Promise.race([request, late]);
}

interface Request {
  readonly mutation: Mutation;
  readonly args: Record<string, unknown>;
  readonly pick: string;
  readonly key: string | null;
  readonly roll?: Roll;
}

function keyed(mutation: Mutation, input: object, pick: string): Request {
  const key = uuidV7();
  return { mutation, args: { input: { ...input, idempotencyKey: key } }, pick, key };
}

/** One in five is sent once more after it was answered: the first result has to come back. */
async function contradictionOf(
  client: Client,
  { mutation, args, pick, key }: Request,
  answer: unknown,
  random: Random,
) {
  if (!key || !random.percent(20)) return null;
  try {
    const again = await answered(attempt(client, mutation, args, pick), mutation);
    const [first, second] = [answer, again].map((each) => JSON.stringify(each));
    return first === second ? null : `${first}, and repeated ${second}`;
  } catch (error) {
    if (error instanceof Hangs) throw error;
    // Struck meanwhile: it was not contradicted.
    return error instanceof Refused ? `${JSON.stringify(answer)}, and repeated ${error.message}` : null;
  }
}

const columns =
  'building,entrance,door,area_registered_m2,area_surveyed_m2,area_contract_m2,housing_kind,title,owner_kind,owners,documents,developer,note';

function rollOf(areas: Roll['areas']): string {
  const rows = [...areas].map(([label, areaDm2]) => {
    const [building, entrance, door] = label.split('-');
    const area = `${Math.floor(areaDm2 / 100)}.${String(areaDm2 % 100).padStart(2, '0')}`;
    return `${building},${entrance},${door},${area},,,COMMERCIAL_HOUSING,REGISTERED,PERSON,业主${building}${door},F-${building}-${door},,synthetic`;
  });
  return [columns, ...rows].map((line) => `${line}\n`).join('');
}

/** What a client is told while a service cannot do without something that is away: when to come again, in both languages. */
export const refusedClearly = 'HTTP 503 SERVICE_UNAVAILABLE';

/** What failed, without what differs each time. */
function wordsOf(error: unknown): string {
  const { message, cause } = error as Error;
  const { code } = (cause ?? {}) as { code?: string };
  const said = /"code":"(\w+)"/.exec(message)?.[1];
  if (said === 'SERVICE_UNAVAILABLE' && !/请稍后再试.* \/ .*[Tt]ry again/.test(message)) return message;
  return said ? `${message.slice(0, 8)} ${said}` : `${message}${code ? ` (${code})` : ''}`.slice(0, 80);
}
