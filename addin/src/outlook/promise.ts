/** Turns an Office call into a promise. Some hosts never call back (office-js 4836, 2735): then `null` after `patience` milliseconds. */
export function ask<T>(call: (done: (result: Office.AsyncResult<T>) => void) => void, patience = 3000): Promise<T | null> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(null), patience);
    const finish = (value: T | null) => {
      clearTimeout(timer);
      resolve(value);
    };
    try {
      call((result) => finish(result?.status === Office.AsyncResultStatus.Succeeded ? result.value : null));
    } catch {
      finish(null);
    }
  });
}
