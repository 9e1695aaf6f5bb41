// Browser storage, or memory if the browser stores nothing. null deletes a value.
const unkept = new Map();

function keeper(place) {
  return (key, value) => {
    try {
      if (value === undefined) return unkept.get(key) ?? JSON.parse(place().getItem(`daogou.${key}`) ?? "null");
      if (value === null) place().removeItem(`daogou.${key}`);
      else place().setItem(`daogou.${key}`, JSON.stringify(value));
      return unkept.delete(key);
    } catch {
      return value === undefined ? null : unkept.set(key, value);
    }
  };
}

export const storage = keeper(() => localStorage);
export const inTab = keeper(() => sessionStorage);
