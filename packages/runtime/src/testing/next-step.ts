import type { Language } from '../caller';

const verbs =
  'Add|Answer|Apply|Ask|Begin|Change|Check|Choose|Compare|Complete|Compute|Convene|Correct|Count|Describe|Enter|Fill|Find|Finish|Give|Hand|Have|Import|Insist|Instruct|Keep|Leave|Let|List|Look|Lower|Make|Mend|Merge|Move|Name|Object|Open|Post|Propose|Put|Raise|Read|Record|Release|Remove|Reverse|Round|Save|Say|See|Send|Set|Shorten|Sign|Split|State|Strike|Try|Type|Upload|Use|Wait|Withdraw|Write';

/**
 * Words that tell a reader what to do next. In Chinese 请, which in 请求 and 申请 only says what somebody may ask for;
 * in English a verb that begins a clause, and no noun as in ", name and hash"; or what is named after "Next:".
 */
export const nextStep: Readonly<Record<Language, RegExp>> = {
  zh: /(?<![申邀聘])请(?!求)/u,
  en: new RegExp(
    String.raw`(?:^|[.;:] |, (?:then )?)(?:${verbs})\b(?= (?!(?:of|is|are|was|were|has|had|may|and)\b))|Next: `,
    'i',
  ),
};
