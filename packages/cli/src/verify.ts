import { readFileSync } from 'node:fs';
import type { Weight } from '@anju/rulebook/tally';
import type { Comparisons, Outcome } from '@anju/rulebook/verdict';
import { typedPath } from '@anju/runtime/env';
import type { Fault } from '@anju/verify/fault';
import { checkReceipt } from '@anju/verify/receipt';
import { type Verified, verifyBundle } from '@anju/verify/verify-bundle';
import { formatScaled } from '@anju/values/decimal';
import { NotDone } from './client';
import type { Say } from './flow';

interface Given {
  readonly bundle: string;
  readonly receipt: string | undefined;
  /** As it is posted: whose signature it must be. */
  readonly thumbprint: string | undefined;
}

/** Checks a bundle, and a receipt against it, and says what they say. Resolves to whether all of it holds. */
export async function verify(given: Given, env: NodeJS.ProcessEnv, say: Say): Promise<boolean> {
  const { faults, said, sha256 } = await verifyBundle(read(given.bundle, env), given.thumbprint ?? null);
  tellFaults(faults, say);
  if (!said || faults.length > 0) {
    // What it states is not repeated: it might be taken for true.
    say('证据不成立。 / The evidence does not hold.');
    return false;
  }
  tellStatement(said, sha256, say);
  say('证据成立。 / The evidence holds.');
  if (given.receipt === undefined) return true;
  const receipt = checkReceipt(said.statement, read(given.receipt, env).toString('utf8'));
  tellFaults(receipt.faults, say);
  if (receipt.faults.length > 0) {
    say('回执不成立。 / The receipt does not hold.');
    return false;
  }
  say('回执成立：在所述的根之下。 / The receipt holds: it leads to the root.');
  if (receipt.text !== null) say(`  所封存的内容 / What was sealed: ${seen(receipt.text)}`);
  return true;
}

function read(file: string, env: NodeJS.ProcessEnv): Buffer {
  try {
    return readFileSync(typedPath(file, env));
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (!code) throw error;
    throw new NotDone(`无法读取 ${file} / cannot read it: ${message}`);
  }
}

const outcomes: Readonly<Record<Outcome, string>> = {
  ADOPTED: '通过 / adopted',
  TOO_FEW_TOOK_PART: '未通过：参与表决的不足 / rejected: too few took part',
  TOO_FEW_IN_FAVOUR: '未通过：同意的不足 / rejected: too few in favour',
};

function tellStatement(
  { form, statement, keyThumbprint }: NonNullable<Verified['said']>,
  sha256: string,
  say: Say,
) {
  const { questionId, closesAt, ruleProfile, base, turnout, verdict, synthetic } = statement;
  say(`${questionId}: ${outcomes[verdict.outcome]}`);
  if (synthetic) say('  演示数据，并非真实表决 / Invented for a demonstration');
  say(`  应表决 / Entitled: ${weightOf(turnout.entitled)}`);
  say(`  参与 / Took part: ${weightOf(turnout.tookPart)}`);
  say(`  同意 / Yes: ${weightOf(turnout.yes)}`);
  say(`  参与比例 / Quorum: ${comparisonOf(verdict.quorum)}`);
  say(
    `  同意比例 / Approval (${verdict.majority}, ${base}): ` +
      (verdict.approval ? comparisonOf(verdict.approval) : '无人参与，无从计算 / not measurable'),
  );
  say(`  规则 / Rules: ${ruleProfile}，表决截止 / voting closed ${closesAt}`);
  say(
    form === 'COURT'
      ? '  法庭形式：已由其中的名册和选票重新计票 / Court form: counted again from its roll and ballots'
      : '  公开形式：由六个整数核对结论 / Public form: the verdict is checked from the six integers',
  );
  say(`  密钥指纹，请与张贴的核对 / Key thumbprint, to be compared with the posted one: ${keyThumbprint}`);
  say(`  SHA-256: ${sha256}`);
}

const weightOf = ({ heads, areaDm2 }: Weight): string =>
  `${heads} 人 / heads, ${formatScaled(areaDm2, 2)} m²`;

const comparisonOf = ({ heads, areaDm2 }: Comparisons): string =>
  [heads, areaDm2]
    .map(({ left, right, threshold, holds }) => {
      const sign = threshold.word === 'AT_LEAST' ? '>=' : '>';
      return `${left} ${sign} ${right} ${holds ? '成立 / holds' : '不成立 / does not hold'}`;
    })
    .join('; ');

const tellFaults = (faults: readonly Fault[], say: Say) =>
  faults.forEach(({ zh, en }) => say(seen(`不符 / Does not match: ${zh} / ${en}`)));

/** Who made the file may have put into it what a terminal obeys. */
const seen = (text: string): string =>
  text.replaceAll(/\p{C}/gu, (hidden) => `\\u{${hidden.codePointAt(0)!.toString(16)}}`);
