"""A place for keys in memory."""

import keyring.backend
import keyring.errors


class Memory(keyring.backend.KeyringBackend):
    """Keeps what it is given, as the place of a system would."""

    priority = -1
    """Never chosen by the library itself, of whose backends every subclass becomes one."""

    def __init__(self):
        super().__init__()
        self.kept = {}

    def get_password(self, service, username):
        return self.kept.get((service, username))

    def set_password(self, service, username, password):
        self.kept[service, username] = password

    def delete_password(self, service, username):
        if self.kept.pop((service, username), None) is None:
            raise keyring.errors.PasswordDeleteError
