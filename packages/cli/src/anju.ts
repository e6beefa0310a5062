import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Mendable } from '@anju/runtime/mendable';
import { openIssuer, sandboxFolder } from '@anju/runtime/sandbox';
import { empty, emptyOption, wrongArgument } from '@anju/runtime/wrong-argument';
import { createClient, type Language, NotDone } from './client';
import { fetchEvidence } from './evidence';
import { drop, dropRefused, parked, retry, status } from './events';
import type { Say } from './flow';
import { rebuild } from './rebuild';
import { recountAll } from './recount';
import { replay, replayTo } from './replay';
import { writeSheet } from './sheet';
import { verify } from './verify';

const usage = `用法 / Usage:
  pnpm anju events status
      各服务未发出、搁置、缺少的事件 / what is not told, parked or missing, service by service
  pnpm anju events parked
      搁置的事件及原因 / every parked key with its reason
  pnpm anju events retry <service> [<key>] [--dry-run]
      重试一个或全部搁置的事件 / lets a parked key try again, or all of the service
  pnpm anju events drop <service> <key> [--dry-run]
      丢弃一个键中搁置、等待或占着他人序号的、未生效的事件，并请来源服务重发 / drops what of a key is parked, held or in the place of another and had no effect, and has it told again
  pnpm anju events drop <service> <id> | --refused [--dry-run]
      查明来源后，丢弃一条或全部拒收记录 / drops a refused record, or all of them, once it is known who sent them
  pnpm anju events replay <service> [--key id] [--from 1] [--type t] [--since time] [--before time] [--dry-run]
      让服务重发事件，时间按系统时钟，如 2022-07-05T00:00:00+08:00 / has a service tell its events again; times are of the city's clock, written like this
  pnpm anju events replay <service> --consumer <other> [--key id] [--dry-run]
      让服务重发另一服务缺少的事件 / has a service tell another one what that has not heard
  pnpm anju events rebuild <service> [<copy>] [--dry-run]
      运行中重建一个或全部他方数据的副本 / makes what a service keeps of others anew, while it serves
  pnpm anju events rebuild <service> --as-told [--dry-run]
      同上，且来源服务没有发出过的事件作废，以其所发为准 / the same, and events that no speaker told make way for what was told
  pnpm anju recount [<file>]
      重新计票：每行一个业主名册及其表决，逐行给出结果；不写文件则读标准输入 / counts votes again, one electorate with its ballots a line (docs/recount/README.md); reads standard input where no file is named
  pnpm anju verify <bundle> [--receipt <file>] [--thumbprint <t>]
      核验证据包，及其中一张选票的回执；不联网 / checks an evidence bundle, and a receipt against it, asking nobody (docs/evidence/README.md)
  pnpm anju evidence <question> [--form public]
      取出一个表决事项的公开证据包，写到标准输出；任何人可取 / writes the public evidence of a counted question to standard output; anybody may
  pnpm anju evidence <question> --form court --purpose <text>
      取出法庭形式，须街道或区县的令牌，记入日志 / the form for a court: needs a token of the street or county, and is recorded
  pnpm anju sheet <meeting | decision>
      会议通知或决定公告的打印页（HTML），写到标准输出；任何人可取 / writes the notice of a meeting or the result of a decision as a page to print (HTML); anybody may
选项 / Options:
  --url, ANJU_URL   网关地址 / the gateway (http://127.0.0.1:4000)
  ANJU_TOKEN        令牌：events 须 OPERATOR 的，本机沙箱不需要 / a token: for events an operator's; a local sandbox needs none
  --data, ANJU_DATA 沙箱的文件夹 / folder of the sandbox
  --dry-run         只查看，不执行 / only looks at what would be done
结束码 / Exit code:
  0 已完成 / done    1 未完成，原因见输出 / not done, or not all of it: the output says why`;

/** What each command takes: how many words behind it, and which options. */
const commands: Readonly<Record<string, { readonly words: number; readonly options: readonly Option[] }>> = {
  status: { words: 0, options: [] },
  parked: { words: 0, options: [] },
  retry: { words: 2, options: ['dry-run'] },
  drop: { words: 2, options: ['refused', 'dry-run'] },
  rebuild: { words: 2, options: ['as-told', 'dry-run'] },
  replay: { words: 1, options: ['key', 'from', 'type', 'since', 'before', 'consumer', 'dry-run'] },
};
type Option = 'refused' | 'as-told' | 'key' | 'from' | 'type' | 'since' | 'before' | 'consumer' | 'dry-run';

/** The `anju` command; resolves to the exit code. */
export async function anju(
  argv: readonly string[],
  env: NodeJS.ProcessEnv,
  say: Say,
  complain: Say,
): Promise<number> {
  try {
    const { positionals, values } = read(argv);
    const [group, command, service, key] = positionals;
    if (values.help) {
      say(usage);
      return 0;
    }
    if (group === 'recount')
      return await recountAs(positionals.slice(1), values, env, { say, tell: complain });
    if (group === 'evidence') {
      await fetchEvidenceAs(positionals.slice(1), values, env, say);
      return 0;
    }
    if (group === 'sheet') {
      await writeSheetAs(positionals.slice(1), values, env, say);
      return 0;
    }
    if (group === 'verify') return await verifyAs(positionals.slice(1), values, env, say);
    if (group !== undefined && group !== 'events') throw wrong(group);
    if (!command) throw new NotDone(usage);
    const { words, options } = commands[command] ?? { words: 0, options: [] };
    if (!commands[command]) throw wrong(command);
    // What would be passed over in silence might do more than was meant.
    const [more] = positionals.slice(2 + words);
    if (more !== undefined) throw wrong(more);
    const { url: _, data: __, help: ___, ...given } = values;
    // Services take an empty word for none.
    if (positionals.some((each) => each.trim() === '')) throw wrong(empty);
    const unsaid = emptyOption(values);
    if (unsaid) throw wrong(unsaid);
    const foreign = Object.keys(given).find((name) => !options.includes(name as Option));
    if (foreign) throw wrong(`--${foreign} 不用于 / does not go with ${command}`);
    const dryRun = values['dry-run'] ?? false;
    const url = addressIn(values.url, env);
    const client = createClient(
      url,
      env.ANJU_TOKEN ?? (await sandboxToken(values.data, env)),
      languageOf(env),
    );
    if (command === 'status') await status(client, say);
    else if (command === 'parked') await parked(client, say);
    else if (command === 'retry') await retry(client, say, service, key, dryRun);
    else if (command === 'drop' && values.refused) {
      if (key !== undefined) throw wrong(`--refused ${key}`);
      await dropRefused(client, say, service, dryRun);
    } else if (command === 'drop') await drop(client, say, service, key, dryRun);
    else if (command === 'rebuild') {
      const asTold = values['as-told'] ?? false;
      // What such an event did may be in any copy.
      if (asTold && key !== undefined) throw wrong(`--as-told ${key}`);
      await rebuild(client, say, service, key, { dryRun, asTold });
    } else {
      const { key: subject, from = '1', type, since, before, consumer } = values;
      if (consumer !== undefined) {
        // Part of what it lacks would leave it waiting for the rest.
        const part = (['from', 'type', 'since', 'before'] as const).find(
          (each) => values[each] !== undefined,
        );
        if (part) throw wrong(`--${part} 不能与 --consumer 同用 / does not go with --consumer`);
        await replayTo(client, say, service, { consumer, subject }, dryRun);
        return 0;
      }
      if (!/^[1-9]\d{0,8}$/.test(from))
        throw new NotDone(`--from ${from} 不是序号，从 1 开始 / is no place in a line: 1 is the first.`);
      if (since !== undefined && before !== undefined && Date.parse(since) >= Date.parse(before))
        throw new NotDone(
          `--since ${since} 不早于 / is not earlier than --before ${before}: 其间没有时间 / no time is between them.`,
        );
      const which = { subject, fromSequence: Number(from), type, since, before };
      await replay(client, say, service, which, dryRun);
    }
    return 0;
  } catch (error) {
    if (!(error instanceof NotDone || error instanceof Mendable)) throw error;
    complain(error.message);
    return 1;
  }
}

/** Needs no city, and no token: it asks nobody. */
async function recountAs(
  [file, more]: readonly string[],
  options: object,
  env: NodeJS.ProcessEnv,
  speaking: Parameters<typeof recountAll>[2],
): Promise<number> {
  if (more !== undefined) throw wrong(more);
  const [option] = Object.keys(options);
  if (option) throw wrong(`--${option} 不用于 / does not go with recount`);
  if (file === undefined && process.stdin.isTTY)
    throw wrong('recount 缺文件 / needs a file, or lines on its standard input');
  if (file?.trim() === '') throw wrong(empty);
  return (await recountAll(file, env, speaking)) === 0 ? 0 : 1;
}

/** In the name of the token, if there is one: no sandbox's operator keeps a roll. */
async function fetchEvidenceAs(
  [question, more]: readonly string[],
  { url, form = 'public', purpose, ...others }: Readonly<Partial<Record<'url' | 'form' | 'purpose', string>>>,
  env: NodeJS.ProcessEnv,
  say: Say,
): Promise<void> {
  if (question === undefined) throw wrong('evidence 缺表决事项的编号 / needs the id of a question');
  if (more !== undefined) throw wrong(more);
  const [option] = Object.keys(others);
  if (option) throw wrong(`--${option} 不用于 / does not go with evidence`);
  if (question.trim() === '') throw wrong(empty);
  const unsaid = emptyOption({ url, form, purpose });
  if (unsaid) throw wrong(unsaid);
  const client = createClient(addressIn(url, env), env.ANJU_TOKEN ?? null, languageOf(env));
  await fetchEvidence(client, { question, form, purpose }, say);
}

async function writeSheetAs(
  [id, more]: readonly string[],
  { url, ...others }: { readonly url?: string },
  env: NodeJS.ProcessEnv,
  say: Say,
): Promise<void> {
  if (id === undefined) throw wrong('sheet 缺会议或决定的编号 / needs the id of a meeting or a decision');
  if (more !== undefined) throw wrong(more);
  const [option] = Object.keys(others);
  if (option) throw wrong(`--${option} 不用于 / does not go with sheet`);
  const unsaid = emptyOption({ url });
  if (unsaid) throw wrong(unsaid);
  await writeSheet(createClient(addressIn(url, env), env.ANJU_TOKEN ?? null, languageOf(env)), id, say);
}

/** Needs no city either. */
async function verifyAs(
  words: readonly string[],
  { receipt, thumbprint, ...others }: { readonly receipt?: string; readonly thumbprint?: string },
  env: NodeJS.ProcessEnv,
  say: Say,
): Promise<number> {
  const [bundle, more] = words;
  if (bundle === undefined) throw wrong('verify 缺文件 / needs a file');
  if (more !== undefined) throw wrong(more);
  const [option] = Object.keys(others);
  if (option) throw wrong(`--${option} 不用于 / does not go with verify`);
  if (bundle.trim() === '') throw wrong(empty);
  const unsaid = emptyOption({ receipt, thumbprint });
  if (unsaid) throw wrong(unsaid);
  return (await verify({ bundle, receipt, thumbprint }, env, say)) ? 0 : 1;
}

function read(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        url: { type: 'string' },
        data: { type: 'string' },
        key: { type: 'string' },
        from: { type: 'string' },
        type: { type: 'string' },
        since: { type: 'string' },
        before: { type: 'string' },
        consumer: { type: 'string' },
        form: { type: 'string' },
        purpose: { type: 'string' },
        receipt: { type: 'string' },
        thumbprint: { type: 'string' },
        refused: { type: 'boolean' },
        'as-told': { type: 'boolean' },
        'dry-run': { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw wrong(wrongArgument(error));
  }
}

const addressIn = (typed: string | undefined, { ANJU_URL }: NodeJS.ProcessEnv): string =>
  endpoint(typed ?? ANJU_URL ?? 'http://127.0.0.1:4000');

/** A gateway's address is its endpoint's too; another path stands as it is typed. */
function endpoint(typed: string): string {
  const whole = /^https?:\/\//.test(typed) ? typed : `http://${typed}`;
  if (!URL.canParse(whole)) throw wrong(`--url ${typed}`);
  const url = new URL(whole);
  if (url.pathname === '/') url.pathname = '/graphql';
  return url.href;
}

const wrong = (what: string) => new NotDone(`参数有误 / Wrong argument: ${what}\n${usage}`);

/** As the terminal speaks. */
const languageOf = ({ LC_ALL, LANG }: NodeJS.ProcessEnv): Language =>
  (LC_ALL || LANG)?.startsWith('zh') ? 'zh' : 'en';

/** On a developer's machine the operator is whoever sits there. */
async function sandboxToken(data: string | undefined, env: NodeJS.ProcessEnv): Promise<string | null> {
  const folder = sandboxFolder({ ...env, ANJU_DATA: data ?? env.ANJU_DATA });
  if (env.NODE_ENV === 'production' || !existsSync(join(folder, 'keys'))) return null;
  const issuer = await openIssuer(folder);
  return issuer.mint({ sub: 'local-operator', roles: ['OPERATOR'] }, 3_600);
}
