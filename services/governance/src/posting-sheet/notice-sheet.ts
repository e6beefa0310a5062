import type { CalendarDate, Instant } from '@anju/values/time';
import { contents } from '@anju/rulebook/content';
import type { RuleProfile } from '@anju/rulebook/rule-profile';
import { formatScaled } from '@anju/values/decimal';
import type { AssemblyMeeting } from '../assembly-meeting/assembly-meeting';
import type { RulesOfProcedure } from '../rules-of-procedure/rules-of-procedure';
import type { ElectorateSnapshot } from '../electorate-snapshot/electorate-snapshot';
import { majorityOf, mattersOf, type Question } from '../question/question';
import type { Sheet } from './page';
import { areaWords, dateWords, matterWords, momentWords, thresholdWords } from './paper-words';

/** A question with those who may vote on it. */
export interface Asked {
  readonly question: Question;
  readonly electorate: ElectorateSnapshot;
  /** The numbers of its buildings; empty for the whole zone. */
  readonly buildings: readonly string[];
}

/** The document of the rules of procedure. */
export type Procedure = Pick<RulesOfProcedure, 'paperNumber' | 'appliesFrom'>;

/** What a notice tells of the meeting. */
interface Noticed extends Pick<AssemblyMeeting, 'id' | 'form' | 'synthetic' | 'withdrawnAt'> {
  /** Those of procedure by which it goes, if any. */
  readonly procedure: Procedure | null;
  /** Of the committee that calls the owners. */
  readonly filingNumber: string;
  readonly noticedOn: CalendarDate;
  readonly opensAt: Instant;
  readonly closesAt: Instant;
}

export const formWords: Readonly<Record<AssemblyMeeting['form'], string>> = {
  WRITTEN_CONSULTATION: '书面征求意见',
  MEETING: '集体讨论',
};

/** Marks a paper that tells of what is invented, so that nobody takes it for a real one. */
export const markedTitle = (title: string, synthetic: boolean) =>
  synthetic ? `${title}（虚构示例）` : title;

/** The notice of a meeting, as it is posted and delivered (GOV-MEET-2). */
export const noticeSheet = (
  meeting: Noticed,
  community: string,
  asked: readonly Asked[],
  { voting, meeting: rules, id }: RuleProfile,
): Sheet => ({
  title: markedTitle('业主大会会议通知', meeting.synthetic),
  subtitle: community,
  parts: [
    ...(meeting.withdrawnAt ? [{ text: `本通知已于${momentWords(meeting.withdrawnAt)}撤回。` }] : []),
    {
      facts: [
        ['召集人', `业主委员会（备案号 ${meeting.filingNumber}）`],
        ['会议形式', formWords[meeting.form]],
        ['通知日期', dateWords(meeting.noticedOn)],
        ['表决开始', momentWords(meeting.opensAt)],
        ['表决截止', `${momentWords(meeting.closesAt)}（不含）`],
        ...procedureFacts(meeting.procedure),
        ['会议编号', meeting.id],
      ],
    },
    { heading: '表决事项' },
    {
      columns: ['序号', '事项', '事项类别', '表决范围', '通过条件'],
      rows: asked.map(({ question, electorate, buildings }) => [
        String(question.number),
        [question.title, ...warrantWords(question.warrants)].join('；'),
        mattersOf(question)
          .map((matter) => matterWords[matter])
          .join('；'),
        `${scopeWords(buildings)}：${electorate.heads} 人，${areaWords(electorate.areaDm2)}`,
        conditionWords(voting, majorityOf(question, { voting })),
      ]),
    },
    { heading: '怎样表决' },
    {
      text:
        '请在表决期间交回有编号、有签名的表决票' +
        `${rules.electronicVoting ? '，或者以本人身份在网上表决' : ''}。每一事项只选一项；` +
        '委托他人的须有书面委托，写明事项和期限。表决权以通知之日的业主名册为准。未列入本通知的事项不表决。' +
        procedureWords(rules),
    },
    {
      text: '对名册中本人的专有部分或者面积有异议的，请在表决开始前持不动产权属证明向业主委员会或者街道办事处提出。',
    },
    { heading: '名册封存' },
    {
      columns: ['序号', '名册编号', 'SHA-256'],
      rows: asked.map(({ question, electorate }) => [
        String(question.number),
        electorate.id,
        electorate.hash,
      ]),
    },
    { text: `适用规则 ${id}。` },
  ],
});

export const procedureFacts = (procedure: Procedure | null): [string, string][] =>
  procedure ? [['议事规则', `${procedure.paperNumber}，自${dateWords(procedure.appliesFrom)}起施行`]] : [];

/** What the rules of procedure set otherwise than it is by default (CONV-4). */
const procedureWords = ({ maxProxiesPerAgent, signedBlank, stalls }: RuleProfile['meeting']): string =>
  [
    maxProxiesPerAgent === null ? '' : `一名代理人最多代 ${maxProxiesPerAgent} 人表决。`,
    signedBlank === 'ABSTAIN' ? '签名而未选择的事项按弃权计。' : '',
    stalls === 'INCLUDED' ? '车位、摊位计入面积和人数。' : '',
  ].join('');

/** What a yes lets others do, as the question says it: nothing else may be done on it (FUND-8, GOV-COM-5, PART-4). */
export function warrantWords(warrants: Question['warrants']): readonly string[] {
  if (warrants.kind === 'PAY') {
    const works = warrants.contentCodes.map((code) => contents[code].zh).join('、');
    return [`工程内容：${works}`, `支付上限：${formatScaled(warrants.ceilingFen, 2)} 元`];
  }
  if (warrants.kind === 'HIRE') return [`企业编号：${warrants.companyId}`];
  if (warrants.kind === 'ACCEPT_CONTENTS') return [`内容清单 SHA-256：${warrants.contentsHash}`];
  return [];
}

export const scopeWords = (buildings: readonly string[]): string =>
  buildings.length === 0 ? '全体业主' : `${buildings.join('、')}号楼业主`;

/** In the words of Civil Code art. 278: both measures have to hold (GOV-VOTE-1 to 3). */
export function conditionWords(voting: RuleProfile['voting'], majority: 'ORDINARY' | 'SPECIAL'): string {
  const of = voting.base === 'PARTICIPANTS' ? '参与表决' : '全体';
  const quorum = thresholdWords(voting.quorum);
  const needed = thresholdWords(majority === 'SPECIAL' ? voting.special : voting.ordinary);
  return (
    `由专有部分面积占比${quorum}且人数占比${quorum}的业主参与表决，` +
    `经${of}专有部分面积${needed}且${of}人数${needed}的业主同意`
  );
}
