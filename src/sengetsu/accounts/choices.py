from django.db import models


class Role(models.TextChoices):
    """What a person is in this town. One person may be several."""

    LINK_WORKER = "link_worker", "リンクワーカー"
    MANAGER = "manager", "福祉課（管理職）"
    PARTNER = "partner", "支援機関"
    INFORMANT = "informant", "民生委員・地域の見守り"
    ORGANIZER = "organizer", "活動の主催者"
    AUDITOR = "auditor", "監査人"
    ADMINISTRATOR = "administrator", "システム管理者"


class AgencyRole(models.TextChoices):
    """What somebody of an agency may do for it."""

    LEAD = "lead", "責任者（返事・書き込みと、台帳の自分のページ）"
    STAFF = "staff", "担当者（返事・書き込み）"
    READER = "reader", "見るだけ"


# Who can open the confidential wing or what guards it: a second factor is required of them.
SECOND_FACTOR_ROLES = frozenset(
    {Role.LINK_WORKER, Role.MANAGER, Role.PARTNER, Role.AUDITOR, Role.ADMINISTRATOR}
)

# Whom each may invite. An administrator manages accounts; the welfare section knows its commissioners. Who
# runs the place, and who acts for a group already, lets others into that group (`living_room.groups`).
INVITED_BY: dict[Role, frozenset[Role]] = {
    Role.ADMINISTRATOR: frozenset(Role),
    Role.MANAGER: frozenset({Role.INFORMANT, Role.ORGANIZER}),
    Role.LINK_WORKER: frozenset({Role.ORGANIZER}),
    Role.ORGANIZER: frozenset({Role.ORGANIZER}),
}
