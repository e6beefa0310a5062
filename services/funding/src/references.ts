/** Things of other services as funding's graph knows them: their key, and nothing besides. */
export interface ById {
  readonly id: string;
}

export interface ByCode {
  readonly code: string;
}
