import { createHash } from 'node:crypto';
import { testEvidenceKey } from '@anju/runtime/testing/execute';
import { testDatabase } from '@anju/runtime/testing/test-database';
import { ask, hireManager } from '../assembly-meeting/assembly-meeting.builder';
import { annul } from '../owners-decision/annul-decision.builder';
import { post } from '../owners-decision/post-decision.builder';
import { close, voteOn, zoneAndRoof } from '../question/vote.builder';
import { storage } from '../storage';

const database = testDatabase(storage);

async function sheet(query: string, id: string): Promise<{ html: string; sha256: string }> {
  const { data, errors } = await ask(database(), `query ($id: ID!) { one: ${query} }`, { id });
  if (errors) throw new Error(JSON.stringify(errors));
  return Object.values(data.one as object)[0];
}
const notice = (id: string) => sheet('assemblyMeeting(id: $id) { noticeSheet { html sha256 } }', id);
const result = (id: string) => sheet('ownersDecision(id: $id) { resultSheet { html sha256 } }', id);

const hashOf = (html: string) =>
  createHash('sha256')
    .update(/<main>([^]*)<\/main>/.exec(html)![1]!)
    .digest('hex');

test('[GOV-MEET-2, GOV-VOTE-5] the notice is printed with all questions and whose they are, the same each time', async () => {
  const { meetingId } = await zoneAndRoof(database());
  const { html, sha256 } = await notice(meetingId);
  expect(html).toContain('业主委员会（备案号 ');
  expect(html).toContain('全体业主：7 人');
  expect(html).toContain('2号楼业主');
  expect(hashOf(html)).toBe(sha256);
  expect(html).toContain(`正文 SHA-256：${sha256}`);
  expect(await notice(meetingId)).toEqual({ html, sha256 });
});

test('[GOV-MEET-6, GOV-VOTE-9, PRIV-2] the result is printed with the six integers and both sides of each comparison, and names nobody', async () => {
  const { questionId } = await voteOn(database(), { YES: 'ABCD', NO: 'G' }, hireManager());
  const { decision } = await close(database(), questionId);
  const { turnout } = decision.record;
  const before = await result(decision.id);
  for (const said of [
    `<td>应参与表决</td><td>${turnout.entitled.heads}</td>`,
    `<td>同意</td><td>${turnout.yes.heads}</td>`,
    `按人数：${turnout.tookPart.heads}×3＝${turnout.tookPart.heads * 3}`,
    decision.record.ballotsHash,
    decision.record.ruleProfile,
    testEvidenceKey.thumbprint,
  ])
    expect(before.html).toContain(said);
  expect(before.html).not.toMatch(/own_|bal_|书面形式提出/);
  expect(hashOf(before.html)).toBe(before.sha256);

  const { objectionsUntil } = (await post(database(), decision.id)).posting;
  const [year, month, day] = objectionsUntil.split('-').map(Number);
  expect((await result(decision.id)).html).toContain(
    `请在${year}年${month}月${day}日（含当日）之前以书面形式提出`,
  );
});

test('[GOV-VOTE-10] the result of a decision that was annulled says so', async () => {
  const { questionId } = await voteOn(database(), { YES: 'ABCD' });
  const { decision } = await close(database(), questionId);
  expect((await result(decision.id)).html).not.toContain('撤销，');
  await post(database(), decision.id);
  await annul(database(), decision.id);
  const { html } = await result(decision.id);
  expect(html).toContain('本决定已被依法撤销');
  expect(html).not.toMatch(/书面形式提出|请求人民法院/);
});

test('[GOV-VOTE-1] where nobody voted it says that no share can be measured', async () => {
  const { questionId } = await voteOn(database(), {});
  const { decision } = await close(database(), questionId);
  const { html } = await result(decision.id);
  expect(html).toContain('无人参与表决，不计算同意的比例。');
  expect(html).toContain('未通过：参与表决的不足法定比例');
});
