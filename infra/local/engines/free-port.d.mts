export declare function freePort(preferred?: number): Promise<number>;
