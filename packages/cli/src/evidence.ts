import { type Client, NotDone } from './client';
import type { Say } from './flow';

interface Asked {
  readonly question: string;
  readonly form: string;
  readonly purpose: string | undefined;
}

/** Writes a bundle as it comes: the last line feed is that of the line that says it. */
export async function fetchEvidence(
  client: Client,
  { question, form, purpose }: Asked,
  say: Say,
): Promise<void> {
  if (form !== 'public' && form !== 'court')
    throw new NotDone(`--form ${form} 应为 public 或 court / must be public or court`);
  if (form === 'court' && purpose === undefined)
    throw new NotDone(
      'court 须以 --purpose 写明调取目的，会记入日志 / needs --purpose: what it is read for is recorded',
    );
  if (form === 'public' && purpose !== undefined)
    throw new NotDone('--purpose 只用于 court / goes with court alone');
  const { evidence } =
    form === 'public'
      ? await client.ask('query ($question: ID!) { evidence(questionId: $question) { bundle } }', {
          question,
        })
      : await client.ask(
          `query ($question: ID!, $purpose: String!) {
             evidence: courtEvidence(questionId: $question, purpose: $purpose) { bundle } }`,
          { question, purpose },
        );
  if (!evidence)
    throw new NotDone(
      `没有 ${question} 的证据：尚未计票，或不在令牌的范围内 / ` +
        `There is no evidence of ${question}: it is not counted, or the token does not reach it.`,
    );
  say(evidence.bundle.replace(/\n$/, ''));
}
