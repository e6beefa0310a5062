/** Milliseconds of a clock that all processes of one machine share and nobody puts right. */
export const millis = (): number => Number(process.hrtime.bigint()) / 1e6;
