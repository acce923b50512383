// `setTimeout` in the shape that timed modules take: it returns what cancels it.

export type After = (milliseconds: number, task: () => void) => () => void;

export const after: After = (milliseconds, task) => {
  const timer = setTimeout(task, milliseconds);
  return () => clearTimeout(timer);
};
