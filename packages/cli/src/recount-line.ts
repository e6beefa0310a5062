import { matterTypes } from '@anju/rulebook/matter';
import { type Recounted, recount, type Vote } from '@anju/rulebook/recount';
import type { Comparisons } from '@anju/rulebook/verdict';
import type { RefusalDetail } from '@anju/values/decision';
import { isDivisionCode } from '@anju/values/division';
import { toInstant } from '@anju/values/time';
import { z } from 'zod';

/** What a line may hold; described for outsiders in docs/recount/README.md. */
const name = z.string().regex(/^[\p{L}\p{N}_-]{1,64}$/u, 'letters, digits, _ and -, at most 64');
const instant = z.iso
  .datetime({ offset: true })
  // From the year 10000 on, text order is no longer time order.
  .refine((text) => Date.parse(text) < Date.UTC(9999, 11, 31), 'later than the year 9999')
  .transform((text) => toInstant(new Date(text)));
const owners = z.array(name).min(1).max(1_000);
const own = (id: string) => `own_${id}` as const;

const act = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('VOTE'),
    owner: name,
    at: instant,
    choice: z.enum(['YES', 'NO', 'ABSTAIN', 'INVALID']),
    byAgent: z.boolean().default(false),
  }),
  z.strictObject({
    kind: z.enum(['OBJECTION', 'DESIGNATION', 'SALE']),
    owner: name,
    at: instant,
    of: owners,
  }),
]);

const line = z.strictObject({
  id: z.string().min(1).max(200),
  division: z.string().refine(isDivisionCode, 'no division code'),
  opensAt: instant,
  closesAt: instant,
  open: z.boolean().default(false),
  matter: z.enum(matterTypes),
  mixedWith: z.enum(matterTypes).nullable().default(null),
  units: z.array(
    z.strictObject({
      id: z.string().min(1).max(64),
      owners,
      areaDm2: z.number().int().nonnegative().max(Number.MAX_SAFE_INTEGER).nullable(),
    }),
  ),
  acts: z.array(act),
});

type Line = z.infer<typeof line>;

const toVote = ({ division, opensAt, closesAt, open, matter, mixedWith, ...line }: Line): Vote => ({
  division,
  opensAt,
  closesAt,
  open,
  matter,
  mixedWith,
  units: line.units.map(({ id, areaDm2, owners }) => ({ id, areaDm2, ownerIds: owners.map(own) })),
  acts: line.acts.map((each) => {
    const common = { ownerId: own(each.owner), at: each.at };
    return each.kind === 'VOTE'
      ? { ...common, kind: each.kind, choice: each.choice, byAgent: each.byAgent }
      : { ...common, kind: each.kind, of: each.of.map(own) };
  }),
});

type Code = Extract<ReturnType<typeof recount>, { accepted: false }>['refusal']['code'];

const messages: Record<Code, (detail: RefusalDetail) => Words> = {
  PERIOD_EMPTY: ({ opensAt, closesAt }) => ({
    zh: `表决截止时间 ${closesAt} 须晚于开始时间 ${opensAt}，请更正。`,
    en: `Voting closes at ${closesAt}, which must be later than it opens, ${opensAt}. Put one of them right.`,
  }),
  NO_LAW: ({ date }) => ({
    zh: `截止日 ${date} 早于 2007-10-01，这里没有那时的规则。`,
    en: `The closing date ${date} is before 2007-10-01, and the rules of that time are not known here.`,
  }),
  UNIT_TWICE: ({ unit }) => ({
    zh: `专有部分 ${unit} 出现两次，每处只列一次。`,
    en: `Unit ${unit} stands there twice; name each once.`,
  }),
  UNITS_WITHOUT_AREA: ({ count, units }) => ({
    zh: `${count} 处没有面积，请先查明：${units}`,
    en: `${count} units have no area, and nobody may guess it. Find it first: ${units}`,
  }),
  ELECTORATE_EMPTY: () => ({
    zh: '没有可以计票的业主或面积，请列出专有部分。',
    en: 'There is no owner, or no area, to be counted. List the units.',
  }),
  HEAD_UNKNOWN: ({ act, owners }) => ({
    zh: `第 ${act} 个行为：没有恰由 ${owners} 共有的专有部分，请核对 of。`,
    en: `Act ${act}: no unit is owned by exactly ${owners}. Check "of".`,
  }),
  NOT_A_CO_OWNER: ({ act, owner, owners }) => ({
    zh: `第 ${act} 个行为：${owner} 不是 ${owners} 中的共有人，请核对 owner 与 of。`,
    en: `Act ${act}: ${owner} is not one of several owners among ${owners}. Check "owner" and "of".`,
  }),
  BUYER_IS_OF_THE_HEAD: ({ act, owner, owners }) => ({
    zh: `第 ${act} 个行为：买受人 ${owner} 已是 ${owners} 之一，不是 SALE；请核对 owner 与 of。`,
    en: `Act ${act}: the buyer ${owner} is one of ${owners} already, which is no SALE. Check "owner" and "of".`,
  }),
  SOLD_TWICE: ({ act, owners }) => ({
    zh: `第 ${act} 个行为：${owners} 的专有部分此前已证明售出，每个业主只列一次 SALE。`,
    en: `Act ${act}: the units of ${owners} were proven sold before. Name one SALE of a head.`,
  }),
  NO_VOICE: ({ act, owner }) => ({
    zh: `第 ${act} 个行为：${owner} 不是业主，也没有 SALE 证明其买受，请核对 owner。`,
    en: `Act ${act}: ${owner} owns no unit, nor has bought one by a SALE. Check "owner".`,
  }),
  TOO_LARGE: ({ areaDm2 }) => ({
    zh: `总面积 ${areaDm2} 平方分米过大，无法准确计算，请核对单位。`,
    en: `An area of ${areaDm2} dm2 is too large to be compared exactly. Check its unit.`,
  }),
};

/** What one line of text answers: the count, or why not; and whether it was counted. */
export function recountLine(
  text: string,
  number: number,
): { readonly counted: boolean; readonly answer: object } {
  const read = readLine(text);
  const no = (id: string | null, code: string, rule: string | null, said: Words) => ({
    counted: false,
    answer: { ...(id === null ? {} : { id }), line: number, refused: { code, rule, ...said } },
  });
  if (!read.success)
    return no(read.id, 'LINE_INVALID', null, {
      zh: `本行不合格式，请按 docs/recount/README.md 更正：${read.faults.zh}`,
      en: `The line is not as docs/recount/README.md says: ${read.faults.en}`,
    });
  const { id } = read.line;
  const counted = recount(toVote(read.line));
  if (counted.accepted) return { counted: true, answer: { id, ...answerOf(counted.state) } };
  const { code, rule, detail = {} } = counted.refusal;
  return no(id, code, rule, messages[code](withoutPrefixes(detail)));
}

/** Ids as they were said, not as they are kept apart here. */
const withoutPrefixes = (detail: RefusalDetail): RefusalDetail =>
  Object.fromEntries(
    Object.entries(detail).map(([key, value]) => [
      key,
      key.startsWith('owner') ? String(value).replaceAll(/(^|, )own_/g, '$1') : value,
    ]),
  );

interface Words {
  readonly zh: string;
  readonly en: string;
}

type Read =
  | { readonly success: true; readonly line: Line }
  | { readonly success: false; readonly id: string | null; readonly faults: Words };

const mostFaults = 5;

function readLine(text: string): Read {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    const { message } = error as Error;
    return { success: false, id: null, faults: { zh: `不是 JSON：${message}`, en: message } };
  }
  const { success, data, error } = line.safeParse(json);
  if (success) return { success, line: data };
  const id = (json as { id?: unknown } | null)?.id;
  const inChinese = line.safeParse(json, { error: z.locales.zhCN().localeError }).error!;
  return {
    success: false,
    id: typeof id === 'string' ? id : null,
    faults: { zh: wordsOf(inChinese), en: wordsOf(error) },
  };
}

function wordsOf({ issues }: z.ZodError): string {
  const faults = issues.map(({ path, message }) => `${path.join('.') || '(line)'}: ${message}`);
  const more = faults.length > mostFaults ? [`… (${faults.length})`] : [];
  return [...faults.slice(0, mostFaults), ...more].join('; ');
}

const answerOf = ({
  profile,
  base,
  majority,
  count,
  turnout,
  outcome,
  failed,
  missing,
  ...compared
}: Recounted) => ({
  profile,
  base,
  majority,
  count,
  ...turnout,
  outcome,
  failed,
  quorum: shown(compared.quorum),
  approval: compared.approval && shown(compared.approval),
  missing: { ...missing.needed, state: missing.state },
});

const shown = ({ heads, areaDm2 }: Comparisons) => ({
  heads: inequality(heads),
  areaDm2: inequality(areaDm2),
});

const inequality = ({ left, right, threshold, holds }: Comparisons['heads']) => ({
  left,
  sign: threshold.word === 'AT_LEAST' ? '>=' : '>',
  right,
  holds,
});
